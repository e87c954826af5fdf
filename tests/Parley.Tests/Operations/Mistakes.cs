namespace Parley.Tests.Operations;

/// <summary>A wrong option stops the start with its name and what to write instead.</summary>
public sealed class Mistakes
{
    [Theory]
    [InlineData("PARLEY_PORT", "abc", "Parley:Port (PARLEY_PORT) is 'abc'")]
    [InlineData("PARLEY_PORT", "70000", "Parley:Port")]
    [InlineData("Parley__Address", "somewhere", "Parley:Address")]
    [InlineData("Parley__Origins__0", "*", "Parley:Origins")]
    [InlineData("Parley__Origins__0", "https://shop.example/path", "Parley:Origins")]
    [InlineData("Parley__Store__Kind", "oracle", "Parley:Store:Kind")]
    [InlineData("Parley__Store__Kind", "postgres", "Parley:Store:Connection")]
    [InlineData("Parley__Store__Connection", "garbage", "Parley:Store:Connection")]
    [InlineData("Parley__Store__Connection", "Mode=ReadOnly", "Parley:Store:Connection")]
    [InlineData("Parley__Store__BatchSize", "0", "Parley:Store:BatchSize")]
    [InlineData("Parley__Store__BatchSize", "many", "BatchSize")]
    [InlineData("Parley__Store__QueueLimit", "15", "Parley:Store:QueueLimit")]
    [InlineData("Parley__Store__Queue", "16", "Parley:Store:Queue")]
    [InlineData("Parley__Stores__Kind", "sqlite", "Parley:Stores")]
    [InlineData("Parley__Tokens__Secret", "short", "Parley:Tokens:Secret")]
    [InlineData("Parley__Tokens__Secret", "", "Parley:Tokens:Secret")]
    [InlineData("Parley__Tokens__Jwks", "https://shop.example/jwks", "Parley:Tokens:Jwks")]
    [InlineData("Parley__Tokens__Jwks", "http://", "Parley:Tokens:Jwks", "Parley__Tokens__Secret")]
    [InlineData("Parley__Tokens__Jwks", "httpfoo", "Parley:Tokens:Jwks", "Parley__Tokens__Secret")]
    [InlineData("Parley__Tokens__Jwks", "http://shop.example/jwks", "https", "Parley__Tokens__Secret")]
    [InlineData("Parley__Tokens__Audience", "", "Parley:Tokens:Audience")]
    [InlineData("Parley__Tokens__ClockSkewSeconds", "301", "Parley:Tokens:ClockSkewSeconds")]
    [InlineData("Parley__Keys__Provider", "vault", "Parley:Keys:Provider")]
    [InlineData("Parley__Keys__Provider", "environment", "Parley:Keys:Value")]
    [InlineData("Parley__Limits__SendsPerMinute", "0", "Parley:Limits:SendsPerMinute")]
    [InlineData("Parley__Limits__SendsPerMinute", "lots", "SendsPerMinute")]
    [InlineData("Parley__Conversations__TextLength", "6000", "Parley:Conversations:TextLength")]
    [InlineData("Parley__Conversations__EditMinutes", "-1", "Parley:Conversations:EditMinutes")]
    [InlineData("Parley__Conversations__Topics__0", " ", "Parley:Conversations:Topics")]
    [InlineData("Parley__Attachments__Types__0", "images", "Parley:Attachments:Types names 'images'; write of image, document, text, audio, video, or single types: image/jpeg,")]
    [InlineData("Parley__Attachments__Types", "image,exe", "Parley:Attachments:Types names 'exe'")]
    [InlineData("Parley__Look__Contacts", "perhaps", "Parley:Look:Contacts is 'perhaps'; write 'off', 'flag' or 'refuse'.")]
    [InlineData("Parley__Hosts__0", "https://shop.example", "Parley:Hosts")]
    [InlineData("Parley__Look__Hosts__0", "shop.example", "Parley:Look:Hosts is no option")]
    [InlineData("Parley__Safety__LinkList", "/nowhere/links", "Parley:Safety:LinkList is '/nowhere/links', and there is no such file")]
    [InlineData("Parley__Safety__LinkList", "/etc/passwd", "Parley:Safety:LinkList is '/etc/passwd', and line 1 has ")]
    [InlineData("Parley__Safety__MessagesPerTenMinutes", "-1", "Parley:Safety:MessagesPerTenMinutes")]
    [InlineData("Parley__Safety__SimulatedPerSecond", "1", "Parley:Safety:SimulatedPerSecond")]
    [InlineData("Parley__Safety__SimulatedMessages", "0", "Parley:Safety:SimulatedMessages")]
    [InlineData("Parley__Safety__KeepFindingsDays", "1", "Parley:Safety:KeepFindingsDays")]
    [InlineData("Parley__Look__OcrProgram", "/nowhere/tesseract", "Parley:Look:OcrProgram")]
    [InlineData("Parley__Look__OcrProgram", "tesseract", "Parley:Look:OcrProgram")]
    [InlineData("Parley__Look__OcrLanguages", "eng --psm 1", "Parley:Look:OcrLanguages")]
    [InlineData("Parley__Look__OcrSeconds", "31", "Parley:Look:OcrSeconds")]
    [InlineData("Parley__Mail__Host", "smtp.shop.example", "Parley:Mail:From")]
    [InlineData("Parley__Mail__From", "\"a b\"@shop.example", "Parley:Mail:From")]
    [InlineData("Parley__Replies__Domain", "reply.shop.example", "Parley:Replies:Domain")]
    [InlineData("Parley__Replies__Host", "imap.shop.example", "Parley:Replies:Domain")]
    [InlineData("Parley__Replies__WebhookSecret", "short", "Parley:Replies:WebhookSecret")]
    [InlineData("Parley__Replies__DoneFolder", "inbox", "Parley:Replies:Folder")]
    [InlineData("Parley__Replies__QuarantineDays", "0", "Parley:Replies:QuarantineDays")]
    [InlineData("Parley__Mail__BounceDomain", "bounces.shop.example", "Parley:Mail:BounceDomain is set, but nobody brings")]
    [InlineData("Parley__Mail__Security", "ssl", "Parley:Mail:Security")]
    [InlineData("Parley__Mail__Colour", "blue", "Parley:Mail:Colour")]
    [InlineData("Parley__Mail__Logo", "http://shop.example/logo.png", "Parley:Mail:Logo")]
    [InlineData("Parley__Mail__TimeoutSeconds", "0", "Parley:Mail:TimeoutSeconds")]
    [InlineData("Parley__Push__Contact", "operations@shop.example", "Parley:Push:Contact must begin with mailto:")]
    [InlineData("Parley__Push__PrivateKey", "AAAA", "Parley:Push:PrivateKey")]
    [InlineData("Parley__Push__IconUrl", "icon.png", "Parley:Push:IconUrl")]
    [InlineData("Parley__Push__MostPerPerson", "0", "Parley:Push:MostPerPerson")]
    [InlineData("Parley__Fcm__File", "/nowhere.json", "Parley:Fcm:File is '/nowhere.json', and it cannot be read")]
    [InlineData("Parley__Fcm__BaseUrl", "http://fcm.example", "Parley:Fcm:BaseUrl")]
    [InlineData("Parley__Apns__KeyFile", "/etc/hostname", "Parley:Apns:KeyFile is '/etc/hostname', and it holds no key")]
    [InlineData("Parley__Sms__Account", "AC1", "Parley:Sms:Secret is empty; write it, or none")]
    [InlineData("Parley__Sms__Countries__0", "Germany", "Parley:Sms:Countries has 'Germany'")]
    [InlineData("Parley__Sms__BaseUrl", "http://sms.example", "Parley:Sms:BaseUrl")]
    [InlineData("Parley__Sms__PerDay", "0", "Parley:Sms:PerDay")]
    [InlineData("Parley__Apns__BaseUrl", "http://apns.example", "Parley:Apns:BaseUrl")]
    [InlineData("Parley__Notices__MomentSeconds", "-1", "Parley:Notices:MomentSeconds")]
    [InlineData("Parley__Notices__Defaults__0", "buyer message mail sometimes", "Parley:Notices:Defaults has 'buyer message mail sometimes', which has 'sometimes', which must be off, instant")]
    [InlineData("Parley__Notices__Locked__0", "seller any mail off", "Parley:Notices:Locked")]
    [InlineData("Parley__Notices__ThreadUrl", "https://shop.example/thread", "Parley:Notices:ThreadUrl has no {thread}")]
    [InlineData("Parley__Moderation__ReportsPerDay", "0", "Parley:Moderation:ReportsPerDay")]
    [InlineData("Parley__Moderation__NoticesPerDay", "0", "Parley:Moderation:NoticesPerDay")]
    [InlineData("Parley__Moderation__AddressHeader", "X Forwarded", "Parley:Moderation:AddressHeader")]
    [InlineData("Parley__Moderation__SecondOpinionPercent", "101", "Parley:Moderation:SecondOpinionPercent")]
    [InlineData("Parley__Live__NodeSilenceSeconds", "5", "Parley:Live:NodeSilenceSeconds")]
    [InlineData("Parley__Images__Megapixels", "501", "Parley:Images:Megapixels")]
    [InlineData("Parley__Images__MemoryMiB", "64", "Parley:Images:MemoryMiB")]
    [InlineData("Parley__Images__Seconds", "0", "Parley:Images:Seconds")]
    [InlineData("Parley__Images__Workers", "65", "Parley:Images:Workers")]
    [InlineData("Parley__Images__PicturesPerWorker", "0", "Parley:Images:PicturesPerWorker")]
    public async Task A_mistake_stops_the_start_and_config_check_names_the_option(string name, string value, string told, string? without = null)
    {
        var environment = Good();
        if (without is not null) environment.Remove(without);
        environment[name] = value;
        await MustRefuseAsync(environment, told, "config", "check");
        await MustRefuseAsync(environment, told, "serve");
    }

    [Fact]
    public async Task A_wrapping_key_in_the_environment_that_is_none_is_found_by_config_check()
    {
        var environment = Good();
        (environment["Parley__Keys__Provider"], environment["Parley__Keys__Value"]) = ("environment", "a:too-short");
        await MustRefuseAsync(environment, "Parley:Keys:Value", "config", "check");
        environment["Parley__Keys__Value"] = "a:" + Convert.ToBase64String(new byte[32]);
        (await Tool.ParleyAsync(environment, "config", "check")).Done();
    }

    [Fact]
    public async Task The_topics_an_operator_writes_replace_the_list()
    {
        var environment = Good();
        (environment["Parley__Conversations__Topics__0"], environment["Parley__Conversations__Topics__1"]) = ("glaze", "clay");
        var printed = (await Tool.ParleyAsync(environment, "config", "print")).Done();
        Assert.Contains("Parley:Conversations:Topics = glaze, clay", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("question", printed, StringComparison.Ordinal);
        Assert.Contains("Topics = question, delivery", (await Tool.ParleyAsync(Good(), "config", "print")).Done(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kinds_of_files_may_be_written_in_one_word_of_the_environment()
    {
        var environment = Good();
        environment["Parley__Attachments__Types"] = "image, text/csv";
        (await Tool.ParleyAsync(environment, "config", "check")).Done();
        Assert.Contains("Parley:Attachments:Types = image, text/csv", (await Tool.ParleyAsync(environment, "config", "print")).Done(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start_before_anything_is_made()
    {
        var environment = Good();
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, int.Parse(environment["PARLEY_PORT"]));
        taken.Start();
        await MustRefuseAsync(environment, "PARLEY_PORT", "serve");
        Assert.Empty(Directory.GetFileSystemEntries(environment["PARLEY_DATA"]));
    }

    [Theory]
    [InlineData("sqlite", "garbage")]
    [InlineData("postgres", "garbage")]
    [InlineData("postgres", "Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=2")]
    [InlineData("sqlite", "Data Source=/proc/no-such-place/parley.db")]
    public async Task A_store_that_cannot_be_reached_is_told_by_every_command_in_one_line(string kind, string connection)
    {
        var environment = Good();
        (environment["Parley__Store__Kind"], environment["Parley__Store__Connection"]) = (kind, connection);
        foreach (var words in new string[][] { ["migrate"], ["serve"], ["key", "create", "--name", "x", "--scopes", "market:read"] })
        {
            var errors = await MustRefuseAsync(environment, connection.Contains("/proc", StringComparison.Ordinal) ? "/proc" : "Parley:Store:Connection", words);
            Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public async Task Every_mistake_is_told_at_once_by_config_check()
    {
        var environment = Good();
        (await Tool.ParleyAsync(environment, "config", "check")).Done();
        environment["Parley__Store__BatchSize"] = "0";
        environment["Parley__Limits__Requests"] = "1";
        await MustRefuseAsync(environment, "Parley:Store:BatchSize", "config", "check");
        await MustRefuseAsync(environment, "Parley:Limits:Requests", "config", "check");
    }

    [Fact]
    public async Task Config_print_shows_every_option_and_no_secret()
    {
        var printed = (await Tool.ParleyAsync(Good(), "config", "print")).Done();
        foreach (var option in new[] { "Parley:Port", "Parley:Store:QueueLimit", "Parley:Tokens:MaxHours", "Parley:Conversations:EditMinutes = 15", "Parley:Limits:SendsPerMinute = 120" })
            Assert.Contains(option, printed, StringComparison.Ordinal);
        Assert.DoesNotContain(World.Secret, printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_shows_how_it_is_used() => Assert.Equal(2, (await Tool.ParleyAsync(Good(), "dance")).Code);

    [Fact]
    public async Task A_key_file_that_others_can_read_stops_the_start()
    {
        var environment = Good();
        var file = Path.Combine(environment["PARLEY_DATA"], "keys.json");
        (await Tool.ParleyAsync(environment, "key", "rotate")).Done();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await MustRefuseAsync(environment, "chmod 600", "serve");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(file, "[]");
        await MustRefuseAsync(environment, "damaged", "serve");
    }

    [Fact]
    public async Task A_store_that_is_not_there_stops_the_start_without_a_stack_trace()
    {
        var environment = Good();
        environment["Parley__Store__Kind"] = "postgres";
        environment["Parley__Store__Connection"] = "Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=2";
        await MustRefuseAsync(environment, "127.0.0.1:1", "serve");
    }

    static Dictionary<string, string> Good()
    {
        var data = Places.NewFolder("mistakes");
        return new Dictionary<string, string> { ["PARLEY_DATA"] = data, ["PARLEY_PORT"] = $"{Ports.Take()}", ["Parley__Tokens__Secret"] = World.Secret };
    }

    static async Task<string> MustRefuseAsync(Dictionary<string, string> environment, string told, params string[] words)
    {
        var ran = await Tool.ParleyAsync(environment, words);
        Assert.True(ran.Code == 1, $"Exit code {ran.Code}: {ran.Errors}{ran.Out}");
        Assert.Contains(told, ran.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Errors + ran.Out, StringComparison.Ordinal);
        return ran.Errors;
    }
}

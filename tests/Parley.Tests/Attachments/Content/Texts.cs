using System.Text;
using static Parley.Tests.Attachments.Made;

namespace Parley.Tests.Attachments;

public sealed class Inspecting_texts
{
    [Theory]
    [InlineData("Maße: 40 x 60\r\n\tx", "a.txt", "text/plain")]
    [InlineData("a;b;c\n1;2;3\n", "a.csv", "text/csv")]
    [InlineData("# Sizes\n\n<3 and <b>bold</b>", "a.md", "text/markdown")]
    [InlineData("\u001b[31merror\u001b[0m", "a.log", "text/plain")]
    [InlineData("العربية 👍", "a.TXT", "text/plain")]
    [InlineData("<- left, right ->", "a.txt", "text/plain")]
    public void Plain_text_is_taken_in_every_usual_encoding(string text, string name, string type)
    {
        Assert.Equal(type, Verdict(Encoding.UTF8.GetBytes(text), name));
        Assert.Equal(type, Verdict([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], name));
        if (text.Contains('\u001b')) return;
        Assert.Equal(type, Verdict([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)], name));
        Assert.Equal(type, Verdict([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)], name));
        Assert.Equal(type, Verdict(Encoding.Latin1.GetBytes(text), name));
    }

    [Theory]
    [InlineData("<html><body>x", "a.txt")]
    [InlineData("\ufeff  \n<!-- x --><!DOCTYPE html>", "a.txt")]
    [InlineData("<svg onload=alert(1)>", "a.csv")]
    [InlineData("<SCRIPT>alert(1)</SCRIPT>", "a.md")]
    [InlineData("<?xml version='1.0'?><a/>", "a.txt")]
    [InlineData("<?php echo 1;", "a.txt")]
    [InlineData("#!/bin/sh\nrm -rf /", "a.txt")]
    [InlineData("{\\rtf1 x}", "a.txt")]
    [InlineData("<svg/>", "a.svg")]
    [InlineData("<html>", "a.html")]
    [InlineData("alert(1)", "a.js")]
    [InlineData("Get-Process", "a.ps1")]
    [InlineData("[InternetShortcut]\nURL=https://x", "a.url")]
    [InlineData("BEGIN:VCALENDAR", "a.ics")]
    [InlineData("CACHE MANIFEST", "a.manifest")]
    [InlineData("hello", "a.docx")]
    [InlineData("hello\0", "a.txt")]
    [InlineData("MZ\u0001\u0002", "a.txt")]
    public void Pages_scripts_and_data_are_not(string text, string name) => Assert.Equal("unsupported-file-type", Verdict(Encoding.UTF8.GetBytes(text), name));

    [Fact]
    public void Broken_utf16_is_not_text()
    {
        Assert.Equal("unsupported-file-type", Verdict([0xff, 0xfe, 0x41], "a.txt"));
        Assert.Equal("unsupported-file-type", Verdict([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00], "a.txt"));
        Assert.Equal("unsupported-file-type", Verdict([0xff, 0xfe, 0x00, 0x00], "a.txt"));
    }

    [Fact]
    public void Entities_that_swell_are_too_complex_whoever_would_read_them()
    {
        var laughs = new StringBuilder("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a0 'lol'>");
        for (var i = 1; i < 10; i++) laughs.Append($"<!ENTITY a{i} \"{string.Concat(Enumerable.Repeat($"&a{i - 1};", 10))}\">");
        Assert.Equal("file-too-complex", Verdict(Bytes(laughs + "]><svg>&a9;</svg>"), "a.svg"));
        Assert.Equal("file-too-complex", Verdict(Bytes("<!DOCTYPE a [<!ENTITY b '&c;'><!ENTITY c '&b;'>]><a>&b;</a>"), "a.xml"));
        Assert.Equal("file-too-complex", Verdict(Bytes($"<!DOCTYPE a [<!ENTITY b '{new string('x', 10_000)}'>]><a>{string.Concat(Enumerable.Repeat("&b;", 10_000))}</a>"), "a.xml"));
        Assert.Equal("unsupported-file-type", Verdict(Bytes("<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>"), "a.xml"));
    }

    [Fact]
    public void Nothing_is_empty() => Assert.Equal("empty-file", Verdict([], "a.png"));
}

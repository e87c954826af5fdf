namespace Parley.Text.Spam;

/// <summary>What people who advertise say, and what people who like or talk about something say: a trait each, and so is what follows another. A star: the word may go on.</summary>
static class SpamWords
{
    public static readonly (string Concept, string Words)[] All =
    [
        ("subscribe", "subscribe* subcribe* suscribe* subscrib* subs sub subbed subscribing subscription* follow follows following followers join joining unirse suscribete abonn* inscreva*"),
        ("check", "check checkout chek cheak visit view watch look see listen hear click clic go search type google peep try chance"),
        ("mine", "my mine our ours me us im i'm i i've we we're myself"),
        ("channel", "channel* chanel* chanell* page pages profile account accounts blog site website websites web playlist* group facebook fb twitter instagram insta soundcloud tumblr vine page's app"),
        ("work", "video* vid vids song songs track tracks music cover covers remix* album mixtape* rap raps beat beats rapper singer artist band producer freestyle lyrics vlog* gaming gamer gameplay tutorial* comedy parod* project dance"),
        ("link", "http* www* com net org html php watch?v youtu bit ly goo gl adf tk info co uk"),
        ("money", "money cash dollars dollar earn earning paid pay paying income job jobs rich free giveaway prize win winner won gift card cards bitcoin profit* salary million work home online survey* legit hack* cheat* generator code codes iphone ipad"),
        ("please", "please plz pls plzz plzzz pleas pleaseee plss plese kindly help support appreciat* thanks thank thx would"),
        ("ask", "like likes thumb thumbs share shared comment reply rate upvote vote votes donate donat* back return promise feedback opinion opinions honest message inbox"),
        ("self", "new young upcoming unsigned aspiring talented talent dream dreams dreaming years old year started starting start small just upload* post* made make making create* hard deserve notice noticed give second seconds minute moment time spam spamming sorry hate haters"),
        ("you", "you your u ur yours guys everyone everybody people anyone someone somebody hey hi hello guy friends"),
        ("views", "view views viewed billion bilion million millions hits watched watching watches counter count 2012 2013 2014 2015 2016 2010 still who's whos anyone till"),
        ("love", "love loved loves lovely luv amazing awesome beautiful gorgeous best great nice cool cute perfect favourite favorite fav fave good hot sexy sick epic legend queen king goddess masterpiece forever hahaha haha lol lmao xd omg wow dope fire lit beautifull brilliant classic"),
        ("hate", "shit crap sucks suck bad worst stupid ugly annoying hate fuck fucking fake gay weird disgusting boring overrated crazy damn wtf"),
        ("thing", "this that the here it she he her his him they guy girl man woman lady"),
        ("scene", "dance dancing dances shuffle shufflin* everyday party rock tiger lion elephant monkey horse style gangnam korean korea jungle plane roar world cup africa fire lighter house burn box robot hair eyes voice body legs hips kid kids child childhood school brother sister mom dad memories remember remind* miss rip party rockers"),
        ("when", "when was first came out ago now today back old days then before time years later ever never always"),
        ("from", "from country india brazil brasil mexico america usa uk england germany france spain turkey russia china japan indonesia philippines vietnam thailand poland italy serbia colombia portugal canada australia"),
        ("why", "why how what who where which does did do is are can"),
        ("and", "and but so because if to for with about of in on at"),
        ("claim", "claim* urgent award* guaranteed call text txt reply stop mobile ringtone* tone tones customer service nokia delivery vouchers sms nokia* box cost* 150ppm per min mins national rate await collect valid expires unsubscribe"),
    ];
}

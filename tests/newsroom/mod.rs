//! Articles of one topic by a fixed seed: sentences of a few forms, filled with words from lists.

#![allow(dead_code, reason = "each test binary uses its part")]

use dateline::model::{Article, DateRange, Provenance, Published, Span};

const WHO: &[&str] = &[
    "the mayor",
    "a spokesman",
    "the governor",
    "a witness",
    "the ministry",
    "a doctor",
    "the police chief",
    "a resident",
    "an official",
    "the rescue service",
    "a teacher",
    "the army",
    "a volunteer",
    "the prosecutor",
    "a shopkeeper",
    "the railway",
    "a driver",
    "the council",
];
const DID: &[&str] = &[
    "said",
    "confirmed",
    "denied",
    "announced",
    "complained",
    "explained",
    "warned",
    "recalled",
    "insisted",
    "claimed",
    "added",
    "wrote",
];
const THING: &[&str] = &[
    "bridge",
    "school",
    "market",
    "power station",
    "warehouse",
    "hospital",
    "bakery",
    "station",
    "library",
    "factory",
    "depot",
    "church",
    "museum",
    "garage",
    "pharmacy",
    "kindergarten",
    "theatre",
    "harbour",
    "mill",
    "stadium",
    "cinema",
    "court",
    "bank",
    "hotel",
];
const LIKE: &[&str] = &[
    "damaged",
    "closed",
    "rebuilt",
    "evacuated",
    "searched",
    "old",
    "empty",
    "crowded",
    "burning",
    "new",
    "guarded",
    "flooded",
    "dark",
    "repaired",
    "abandoned",
    "famous",
    "small",
    "private",
    "quiet",
    "central",
];
const WHEN: &[&str] = &[
    "before dawn",
    "at noon",
    "in the evening",
    "last week",
    "for hours",
    "during the night",
    "since spring",
    "after the alarm",
    "in winter",
    "twice a day",
    "without warning",
    "for the third time",
    "until midnight",
    "on the way home",
    "every morning",
    "shortly afterwards",
];
const PLACE: &[&str] = &[
    "Kharkiv",
    "Odesa",
    "Kherson",
    "Nikopol",
    "Sumy",
    "Poltava",
    "Izium",
    "Kramatorsk",
    "Mykolaiv",
    "Chernihiv",
    "Zaporizhzhia",
    "Dnipro",
    "Lviv",
    "Kyiv",
    "Vinnytsia",
    "Uman",
    "Bakhmut",
    "Lutsk",
    "Rivne",
    "Ternopil",
];

/// Makes texts.
pub struct Newsroom(u64);

impl Newsroom {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// SplitMix64.
    pub const fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    fn one<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    fn sentence(&mut self) -> String {
        let (who, did, thing, like) = (self.one(WHO), self.one(DID), self.one(THING), self.one(LIKE));
        let (other, when, place, number) = (self.one(THING), self.one(WHEN), self.one(PLACE), 2 + self.below(90));
        match self.below(8) {
            0 => format!("In {place} {who} {did} {when} that the {like} {thing} would stay shut."),
            1 => format!("About {number} families of the {thing} were taken to a {like} {other} {when}, {who} {did}."),
            2 => format!("Near {place} the {thing} stood {like} {when} and {who} counted {number} broken windows."),
            3 => format!("The {like} {thing} beside the {other} belongs to {who}, as {place} knows."),
            4 => format!("{number} trucks reached the {other} of {place} {when}, and {who} {did} so."),
            5 => format!("Nobody at the {thing} slept {when}: {who} sold {number} blankets out of a {like} {other}."),
            6 => format!("From the {other}, {who} walked {number} kilometres to a {like} {thing} {when}."),
            _ => format!("Between {thing} and {other} a {like} road leads to {place}, {who} {did} {when}."),
        }
    }

    /// A text of at least so many words.
    pub fn body(&mut self, words: usize) -> String {
        let (place, killed) = (self.one(PLACE), 2 + self.below(9));
        let mut text = format!("A missile killed {killed} people in {place} on Monday, officials said.");
        while text.split(' ').count() < words {
            text.push(' ');
            text.push_str(&self.sentence());
        }
        text
    }

    /// The text with this share of its words replaced by others.
    pub fn change(&mut self, text: &str, share: f64) -> String {
        let mut words: Vec<&str> = text.split(' ').collect();
        for _ in 0..(words.len() as f64 * share).ceil() as usize {
            let at = self.below(words.len());
            words[at] = self.one(THING);
        }
        words.join(" ")
    }

    /// Report `number` of a series that says nearly the same every day.
    pub fn daily_report(&mut self, number: usize) -> Article {
        let place = PLACE[number % PLACE.len()];
        let day = 1 + number / PLACE.len() * 3;
        let (killed, injured) = (2 + self.below(9), 10 + self.below(90));
        let harm = if number % 7 == 3 {
            "without harm to anybody".to_owned()
        } else {
            format!("killing {killed} people and injuring {injured}")
        };
        let body = format!(
            "Russian forces shelled {place} on 2025-05-{day:02}, {harm}, the regional military administration said in its daily report. Rescuers worked at the scene. The administration asks residents not to ignore air raid \
             alarms, to stay in shelters until the all-clear, to keep away from windows, and not to publish pictures of the work of the air \
             defence. Those who lost their homes can turn to the social service of their community, which hands out food, warm clothes and \
             building materials, and helps to file claims for compensation. The hotline works around the clock and is free of charge. The \
             administration reports every day on the situation in the region by what its services have told it."
        );
        article(&format!("daily-{number}"), "Administration", &format!("2025-05-{day:02}"), &body)
    }

    /// Forecast `number` of a series: nothing happens in it.
    pub fn forecast(&mut self, number: usize) -> Article {
        let (place, day) = (PLACE[number % PLACE.len()], 1 + number / PLACE.len());
        let (low, high, wind) = (5 + self.below(9), 15 + self.below(14), 3 + self.below(20));
        let body = format!(
            "Tomorrow it will be cloudy in {place} with sunny spells, says the weather service. Temperatures will be between {low} degrees at \
             night and {high} degrees by day, and the wind will blow at {wind} kilometres an hour. Drivers are asked to take care on wet roads \
             in the morning, and people with weak hearts to rest at noon and to drink enough water. Farmers should water their fields early."
        );
        article(&format!("forecast-{number}"), "Weather service", &format!("2025-05-{day:02}"), &body)
    }
}

/// The text without this share of its words at the end.
pub fn cut(text: &str, share: f64) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let kept = (words.len() as f64 * (1.0 - share)).round() as usize;
    words[..kept].join(" ")
}

/// What an outlet prints below everything.
pub fn footer(outlet: usize) -> String {
    (0..60).map(|word| format!("footer{outlet}word{word}")).collect::<Vec<_>>().join(" ")
}

/// An article of this text; the file is called as it is.
pub fn article(id: &str, outlet: &str, day: &str, body: &str) -> Article {
    let published = Published { range: DateRange::day(day.parse().expect("a day")), by: Provenance::Field };
    Article {
        id: id.to_owned(),
        title: Some(format!("Headline of {id}")),
        text: body.to_owned(),
        body: Span::new(0, body.len() as u32),
        outlet: Some(outlet.to_owned()),
        language: Some("en".to_owned()),
        published,
        ..Article::default()
    }
}

//! One line a case: the text, and what is read from it as `words=count unit flags`.

use super::read;
use crate::document::Document;
use crate::extract::{Quantity, Unit, Value, dates};
use crate::model::{Article, Qualifier, Span};

fn article(text: &str) -> Article {
    Article { text: text.to_owned(), body: Span::new(0, text.len() as u32), ..Article::default() }
}

fn quantities(text: &str) -> String {
    let article = article(text);
    let document = Document::of(&article);
    let found = read(&document, &dates::read(&document, &[])).into_iter().filter_map(|mention| {
        let Value::Quantity(quantity) = mention.value else { panic!("not a quantity") };
        let unit = match quantity.unit {
            Unit::Things => return None,
            Unit::Bare => "-",
            Unit::People(head) => document.word(head),
        };
        Some(format!("{}={} {unit}{}", quantity.count.words, quantity.count, flags(&quantity)))
    });
    found.collect::<Vec<_>>().join("; ")
}

fn flags(quantity: &Quantity) -> String {
    let all = [
        (quantity.subset, " subset"),
        (quantity.others, " others"),
        (quantity.article, " article"),
        (quantity.definite, " definite"),
        (quantity.whole, " whole"),
        (quantity.count.qualifier == Qualifier::Listed, " listed"),
    ];
    all.iter().filter(|(set, _)| *set).map(|(_, name)| *name).collect()
}

fn check(cases: &[(&str, &str)]) {
    let failures: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, quantities(text)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn the_table_of_the_design() {
    check(&[
        ("It killed 12 people.", "12=12 people"),
        ("It killed twelve people.", "twelve=12 people"),
        ("It killed a dozen people.", "a dozen=12 people"),
        ("It killed at least 12 people.", "at least 12=12+ people"),
        ("It killed more than 12 people.", "more than 12=13+ people"),
        ("It killed over 12 people.", "over 12=13+ people"),
        ("It killed up to 12 people.", "up to 12=0–12 people"),
        ("It killed as many as 12 people.", "as many as 12=0–12 people"),
        ("It killed 12 to 15 people.", "12 to 15=12–15 people"),
        ("It killed between 12 and 15 people.", "between 12 and 15=12–15 people"),
        ("It killed about 12 people.", "about 12=11–13 people"),
        ("It killed around 50 people.", "around 50=45–55 people"),
        ("It killed some 12 people.", "some 12=11–13 people"),
        ("It injured nearly a dozen civilians.", "nearly a dozen=10–12 civilians"),
        ("It injured almost 100 people.", "almost 100=85–100 people"),
        (
            "It killed a woman and her two children.",
            "a woman and her two children=3 woman listed; a woman=1 woman subset article; two=2 children subset",
        ),
        ("It killed several people.", "several=3–9 people"),
        ("It killed a few people.", "a few=3–9 people"),
        ("It killed a handful of people.", "a handful=3–9 people"),
        ("It killed tens of people.", "tens=20–99 people"),
        ("It killed dozens of people.", "dozens=24–99 people"),
        ("It injured scores of people.", "scores=40–99 people"),
        ("It killed hundreds.", "hundreds=200–999 -"),
        ("It killed thousands of civilians.", "thousands=2000–9999 civilians"),
        ("There were no casualties.", "no=0 casualties"),
        ("There were no immediate reports of casualties.", ""),
        ("It left 30 killed or wounded.", "30=30 -"),
    ]);
}

#[test]
fn how_numbers_are_written() {
    check(&[
        ("Some 1,200 people fled.", "Some 1,200=1080–1320 people"),
        ("In all 1 200 people fled.", "all 1 200=1200 people"),
        ("About 1.2 million people fled.", "About 1.2 million=1080000–1320000 people"),
        ("The flood displaced 2 lakh people.", "2 lakh=200000 people"),
        ("Twenty-one soldiers fell.", "Twenty-one=21 soldiers"),
        ("A hundred and ten soldiers fell.", "A hundred and ten=110 soldiers"),
        ("Two thousand three hundred people fled.", "Two thousand three hundred=2300 people"),
        ("Two dozen soldiers fell.", "Two dozen=24 soldiers"),
        ("Half a dozen soldiers fell.", "Half a dozen=6 soldiers"),
        ("Several dozen soldiers fell.", "Several dozen=36–99 soldiers"),
        ("Tens of thousands of people fled.", "Tens of thousands=20000–99999 people"),
        ("More than a million people fled.", "More than a million=1000001+ people"),
        ("At least a dozen were hurt.", "At least a dozen=12+ -"),
        ("A minimum of 12 were hurt.", "A minimum of 12=12+ -"),
        ("Upwards of 30 were hurt.", "Upwards of 30=30+ -"),
        ("Police say 12 or more were hurt.", "12 or more=12+ -"),
        ("It hurt 12-15 people.", "12-15=12–15 people"),
        ("It hurt two or three people.", "two or three=2–3 people"),
        ("It hurt fewer than 12 people.", "fewer than 12=0–11 people"),
        ("It hurt no more than 12 people.", "no more than 12=0–12 people"),
        ("No fewer than 12 people died.", "No fewer than 12=12+ people"),
        ("An estimated 300 people died.", "An estimated 300=270–330 people"),
        ("A total of 300 people died.", "A total of 300=300 people"),
        ("Many people died.", "Many=3+ people"),
        ("A number of soldiers died.", "A number=3+ soldiers"),
        ("More than 40,000 people fled.", "More than 40,000=40001+ people"),
        ("BOMB KILLS 12 IN KABUL MARKET.", "12=12 -"),
        ("TWO SOLDIERS AND FIVE CIVILIANS WERE KILLED.", "TWO=2 SOLDIERS; FIVE=5 CIVILIANS"),
    ]);
}

#[test]
fn who_is_counted() {
    check(&[
        ("It killed two suspected Islamist militants.", "two=2 militants"),
        ("It killed three Palestinians.", "three=3 Palestinians"),
        ("It killed 12 Russian soldiers.", "12=12 soldiers"),
        ("It killed five police officers.", "five=5 officers"),
        ("It killed five police.", "five=5 police"),
        ("It left 12 dead and 30 wounded.", "12=12 dead; 30=30 wounded"),
        ("It left 12 dead, 30 injured.", "12=12 dead; 30=30 injured"),
        ("Officials reported 12 civilian deaths.", "12=12 deaths"),
        ("It killed 12 wounded soldiers.", "12=12 soldiers"),
        ("Dozens of aid workers were hurt.", "Dozens=24–99 workers"),
        ("Ten bodies were found.", "Ten=10 bodies"),
        ("It killed 12 and wounded 30.", "12=12 -; 30=30 -"),
        ("One person was killed and two others were hurt.", "One=1 person; two others=2 - others"),
        ("It killed 12 more people.", "12 more=12 people others"),
        ("It hurt another 12 people.", "another 12=12 people others"),
        ("It injured more than 30 others.", "more than 30 others=31+ - others"),
        ("Dozens more were hurt.", "Dozens more=24–99 - others"),
        ("It killed 12 people, including three children.", "12=12 people; three=3 children subset"),
        ("It killed 12, including three children and two women.", "12=12 -; three=3 children subset; two=2 women subset"),
        ("It killed 12, including 4 children, and 50 others fled.", "12=12 -; 4=4 children subset; 50 others=50 - others"),
        ("It killed 12 people, including 4 children and 50 injured.", "12=12 people; 4=4 children subset; 50=50 injured"),
        ("It killed 12 people, among them two women.", "12=12 people; two=2 women subset"),
        ("It killed 12 people, three of them children.", "12=12 people; three=3 - subset"),
        ("Three of the 12 passengers died.", "Three=3 passengers; 12=12 passengers definite whole"),
        ("The two men were shot.", "two=2 men definite"),
        ("Both men were shot.", "Both=2 men definite"),
        ("A couple of soldiers were shot.", "A couple=2 soldiers"),
        ("A family of five died.", "five=5 family"),
        ("Three of his relatives died.", "Three=3 relatives"),
    ]);
}

#[test]
fn one_person() {
    check(&[
        ("A man was killed.", "A man=1 man article"),
        ("It killed an 8-year-old girl.", "an 8-year-old girl=1 girl article"),
        ("It killed a senior army officer.", "a senior army officer=1 officer article"),
        ("It killed a Palestinian woman in Jenin.", "a Palestinian woman=1 woman article"),
        ("It killed a police officer.", "a police officer=1 officer article"),
        ("It killed an eight-year-old boy.", "an eight-year-old boy=1 boy article"),
        ("It killed a 34-year-old in Jenin.", "a 34-year-old=1 old article"),
        ("It killed two 12-year-olds.", "two=2 olds"),
        ("A police station burned.", ""),
        ("A passenger train burned.", ""),
        ("A student protest began.", ""),
        ("A soldier's house burned.", ""),
        ("One soldier died.", "One=1 soldier"),
        ("One missile landed near a school.", ""),
        ("One died.", "One=1 -"),
        ("One of the soldiers died.", "One=1 soldiers"),
        (
            "A man, his wife and their three children died.",
            "A man, his wife and their three children=5 man listed; A man=1 man subset article; three=3 children subset",
        ),
        ("A mother and child died.", "A mother and child=2 mother listed; A mother=1 mother subset article"),
    ]);
}

#[test]
fn none_at_all() {
    check(&[
        ("No one was hurt.", "No one=0 -"),
        ("Nobody was hurt.", "Nobody=0 -"),
        ("None of the 12 passengers was hurt.", "None=0 passengers; 12=12 passengers definite whole"),
        ("No deaths were reported.", "No=0 deaths"),
        ("There were no injuries.", "no=0 injuries"),
        ("No soldiers were killed.", "No=0 soldiers"),
        ("It ended without casualties.", "without=0 casualties"),
        ("There were no reports of casualties.", ""),
        ("There was no word on casualties.", ""),
        ("There were no immediate casualties.", ""),
        ("There is no ceasefire.", ""),
    ]);
}

#[test]
fn what_counts_no_people() {
    check(&[
        ("It downed 117 drones.", ""),
        ("At least 13 planes were destroyed.", ""),
        ("It cost $7 billion.", ""),
        ("It cost 7 million dollars.", ""),
        ("About 12% fled.", ""),
        ("About 12 percent fled.", ""),
        ("It hit five different regions.", ""),
        ("It stretched over five time zones.", ""),
        ("The 34-year-old fled.", ""),
        ("Smith, 34, fled.", ""),
        ("He was aged 34.", ""),
        ("They won 3-1.", ""),
        ("It burned the 1000 block of Main Street.", ""),
        ("It began at 8:20 a.m.", ""),
        ("It began at 8 a.m.", ""),
        ("An S-400 and a Mi-8 fell.", ""),
        ("He told Channel 7 so.", ""),
        ("Flight 370 vanished.", ""),
        ("He came second.", ""),
        ("It fell on July 23.", ""),
        ("It fell on 23 July 2025.", ""),
        ("It began in 2019.", ""),
        ("It lies 12 km away.", ""),
        ("It destroyed a nine-storey building.", ""),
        ("After three years of war they met.", ""),
        ("Some 30 tonnes of aid came.", ""),
        ("Two-thirds fled.", ""),
        ("World War Two ended.", ""),
        ("Both sides met.", ""),
        ("They voted 59–1 for it.", ""),
        ("He read an Egyptian–Qatari proposal.", ""),
        ("They struck a youth meeting.", ""),
        ("They killed the bill by 62 votes.", ""),
        ("Children under 12 fled.", ""),
        ("How many people died is not known.", ""),
        ("They killed as many as they could.", ""),
        ("Call 555-1234 now.", ""),
        ("Ten buildings burned.", ""),
        ("Hundreds of homes burned.", ""),
    ]);
}

//! Article → report: a list of passes that find mentions, then the incidents assembled from them. Pure: no I/O, no clock,
//! no unordered map; the same text gives the same report, byte for byte.

mod actors;
mod cues;
mod dates;
mod harm;
mod incidents;
mod locations;
mod means;
mod mention;
mod overridden;
mod people;
mod quantities;
mod sight;
mod verbs;

use std::collections::{BTreeMap, BTreeSet};

pub use locations::{Considered, Weighed};
pub use mention::{ActorMention, Mention, Quantity, Unit, Value};

use crate::document::{Document, Gap};
use crate::lexicon::{Part, WordSet};
use crate::model::{Actor, Article, DateMention, Extractor, Location, Means, Path, Report, Telling, Use};
use crate::overrides::Overrides;

/// Rises whenever extraction changes: articles read by an older version are read again.
pub const EXTRACTOR_VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "+6");

/// A pass sees the document and every earlier mention, and returns its own.
pub type Pass = fn(&Document<'_>, &[Mention]) -> Vec<Mention>;

/// The passes in order: each may read what those before it found.
pub const PASSES: &[(&str, Pass)] = &[
    ("dates", dates::read),
    ("quantities", quantities::read),
    ("names", actors::names::read),
    ("locations", locations::read),
    ("states", actors::states::read),
    ("means", means::read),
];

/// Words of a text to each mention, hardly ever fewer.
const WORDS: usize = 6;

/// Reads an article. One in a language other than English gets an empty report: no facts are invented from words half understood.
#[must_use]
pub fn report(article: &Article) -> Report {
    report_with(article, Overrides::none())
}

/// As [`report()`], with what the user's table says of places and actors.
#[must_use]
pub fn report_with(article: &Article, overrides: &Overrides) -> Report {
    let mut one = [(article, Report::empty(article, extractor()))];
    read_together(&mut one, overrides);
    let [(_, report)] = one;
    report
}

/// As [`report_with()`] of each, in their order. Several are read together, which takes a sixth less time than one after the other: their passes are
/// taken step by step.
#[must_use]
pub fn reports_with(articles: &[&Article], overrides: &Overrides) -> Vec<Report> {
    let mut read: Vec<_> = articles.iter().map(|article| (*article, Report::empty(article, extractor()))).collect();
    let mut rest = &mut read[..];
    while !rest.is_empty() {
        let (some, others) = rest.split_at_mut(fitting(rest));
        read_together(some, overrides);
        rest = others;
    }
    read.into_iter().map(|(_, report)| report).collect()
}

/// Articles that are read together at most.
pub const TOGETHER: usize = 256;
/// Bytes of their text from which on no other one is added: what the passes find takes some ten times as much.
pub const BYTES_TOGETHER: usize = 512 << 10;

/// How many of these, at least one, are read together.
fn fitting(articles: &[(&Article, Report)]) -> usize {
    let bytes = articles.iter().scan(0, |bytes, (article, _)| {
        *bytes += article.text.len();
        Some(*bytes)
    });
    1 + bytes.take(TOGETHER - 1).take_while(|bytes| *bytes < BYTES_TOGETHER).count().min(articles.len() - 1)
}

/// An article that is being read.
struct Desk<'a> {
    document: Document<'a>,
    mentions: Vec<Mention>,
    report: &'a mut Report,
}

/// Fills the reports on these articles. Every step is taken in all of them before the next one: a step is more code than the processor
/// keeps at hand, and each article alone would have it fetch all the steps anew.
fn read_together(articles: &mut [(&Article, Report)], overrides: &Overrides) {
    let english = articles.iter_mut().filter(|(article, _)| is_read(article));
    let mut desks: Vec<Desk<'_>> = english
        .map(|(article, report)| {
            let document = Document::of(article);
            let mentions = begun(&document, overrides);
            Desk { document, mentions, report }
        })
        .collect();
    for (_, pass) in PASSES {
        desks.iter_mut().for_each(|desk| run(*pass, &desk.document, overrides, &mut desk.mentions));
    }
    for Desk { document, mentions, report } in &mut desks {
        *mentions = in_order(std::mem::take(mentions));
        report.incidents = incidents::assemble(document, mentions);
    }
    for Desk { document, mentions, report } in desks {
        let mut roles = Roles::of(report);
        reserve(report, &mentions);
        for mention in mentions {
            list(report, &document, mention, &mut roles);
        }
        overrides.name_actors(report);
    }
}

/// Runs the passes; their mentions come in the order of the text.
#[must_use]
pub fn mentions(document: &Document<'_>) -> Vec<Mention> {
    mentions_with(document, Overrides::none())
}

/// As [`mentions()`], with what the user's table says of places and actors.
#[must_use]
pub fn mentions_with(document: &Document<'_>, overrides: &Overrides) -> Vec<Mention> {
    in_order(up_to(document, overrides, ""))
}

/// Mentions in the order of the text, of those that begin and end together the one of the earlier pass first. They are large: what is
/// sorted are numbers that hold where each begins, how long it is, and which one it is; then each moves once.
fn in_order(mut mentions: Vec<Mention>) -> Vec<Mention> {
    const ONE: u32 = 24;
    const LONG: u32 = 32 - ONE;
    let length = |mention: &Mention| mention.end.saturating_sub(mention.first);
    if mentions.len() >> ONE > 0 || mentions.iter().any(|mention| length(mention) >> LONG > 0) {
        mentions.sort_by_key(|mention| (mention.first, mention.end));
        return mentions;
    }
    let key =
        |(number, mention): (usize, &Mention)| (mention.first as u64) << 32 | (length(mention) as u64) << ONE | number as u64;
    let mut order: Vec<u64> = mentions.iter().enumerate().map(key).collect();
    order.sort_unstable();
    let taken = || Mention { first: 0, end: 0, rule: "", value: Value::Decided(None) };
    let number = |key: &u64| (key & ((1 << ONE) - 1)) as usize;
    order.iter().map(|key| std::mem::replace(&mut mentions[number(key)], taken())).collect()
}

/// What the table and the passes before the one of this name found; what all found, if there is none.
fn up_to(document: &Document<'_>, overrides: &Overrides, name: &str) -> Vec<Mention> {
    let mut mentions = begun(document, overrides);
    for (_, pass) in PASSES.iter().take_while(|(pass, _)| *pass != name) {
        run(*pass, document, overrides, &mut mentions);
    }
    mentions
}

/// What the user's table says, with room for what the passes find.
fn begun(document: &Document<'_>, overrides: &Overrides) -> Vec<Mention> {
    let mut mentions = overridden::read(document, overrides);
    mentions.reserve(document.tokens.len() / WORDS + 1);
    mentions
}

/// Adds what a pass finds to what was found before it.
fn run(pass: Pass, document: &Document<'_>, overrides: &Overrides, mentions: &mut Vec<Mention>) {
    let mut found = pass(document, mentions);
    if !overrides.is_empty() {
        overridden::give_way(&mut found, mentions);
    }
    mentions.append(&mut found);
}

/// The tellings that the incidents of an article are put together from, with what each was chosen over.
#[must_use]
pub fn tellings(article: &Article, overrides: &Overrides) -> Vec<Telling> {
    if !is_read(article) {
        return Vec::new();
    }
    let document = Document::of(article);
    incidents::explained(&document, &mentions_with(&document, overrides))
}

/// Facts are read in English only, and where nothing is known of the language.
fn is_read(article: &Article) -> bool {
    article.language.as_deref().is_none_or(|language| language == "en")
}

/// Every name of the gazetteer in a text with what it was weighed between, as the pass `locations` saw it.
#[must_use]
pub fn considered(document: &Document<'_>, overrides: &Overrides) -> Vec<Considered> {
    locations::considered(document, &up_to(document, overrides, "locations"))
}

/// What makes the reports of this version.
#[must_use]
pub fn extractor() -> Extractor {
    Extractor { name: env!("CARGO_PKG_NAME").to_owned(), version: EXTRACTOR_VERSION.to_owned() }
}

/// Makes room for what will be listed at most.
fn reserve(report: &mut Report, mentions: &[Mention]) {
    let (mut locations, mut actors, mut means, mut dates) = (0, 0, 0, 0);
    for mention in mentions {
        match mention.value {
            Value::Location(_) => locations += 1,
            Value::Actor(_) => actors += 1,
            Value::Means(..) => means += 1,
            Value::Date(_) => dates += 1,
            Value::Quantity(_) | Value::Decided(_) => {}
        }
    }
    report.locations.reserve_exact(locations);
    report.actors.reserve_exact(actors.min(ACTORS));
    report.means.reserve_exact(means);
    report.dates.reserve_exact(dates);
}

/// Actors that there is room for at first: not all that are named are listed.
const ACTORS: usize = 8;

fn list(report: &mut Report, document: &Document<'_>, mention: Mention, roles: &mut Roles) {
    let span = document.span(mention.first, mention.end);
    let text = || span.of(document.text).to_owned();
    match mention.value {
        Value::Location(mut location) => {
            if let Some(state) = acting_state(roles, &location) {
                roles.list(report, state);
            }
            if location.usage == Use::Demonym && is_initials(&location.text) {
                location.usage = Use::Metonym;
            }
            report.locations.push(*location);
        }
        Value::Actor(actor) if actors::is_state(mention.rule) => {
            // The place of that name has listed it already where it is known to act.
            if report.actors.last().is_none_or(|last| last.span != span) {
                let name = actor.path.as_str().to_owned();
                roles.list(report, Actor { text: text(), span, name, path: actor.path });
            }
        }
        Value::Actor(actor) if !may_be_listed(roles, &actor) || is_victim(&roles.victims, &actor, span.of(document.text)) => {}
        Value::Actor(actor) if is_official(&actor) && names_a_site(document, mention.end) => {}
        Value::Actor(actor) => {
            let official = || actors::official_name(&actor);
            let name = actor.name.clone().or_else(official).unwrap_or_else(text);
            roles.list(report, Actor { text: text(), span, name, path: actor.path });
        }
        Value::Means(path, _) => report.means.push(Means { text: text(), span, path }),
        Value::Date(range) => report.dates.push(DateMention { text: text(), span, range }),
        Value::Quantity(_) | Value::Decided(_) => {}
    }
}

/// "U.S. officials": the name of the state itself, though it stands where other states have an adjective.
fn is_initials(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.')
}

/// True for those who can act: states and their organs, groups, office holders; people of a country, where an incident is their doing; a
/// nameless doer once, if an incident is its doing. Victims, bystanders and things are in the incidents that concern them.
fn may_be_listed(roles: &Roles, actor: &ActorMention) -> bool {
    if !matches!(actor.part, Part::Initiator | Part::Either) || actor.path.is_under("Civilians") {
        return false;
    }
    let nameless = actor.path.is_under("Unknown");
    if nameless || actor.path.steps().nth(1) == Some("Nationals") {
        return roles.doers.contains(&actor.path) && !(nameless && roles.listed.contains(&actor.path));
    }
    actor.name.is_some() || actor.path.depth() > 1
}

/// An alliance, an agency or an organ of a state, as against a group.
fn is_official(actor: &ActorMention) -> bool {
    const ORGANS: &[&str] = &["Government", "International", "Military", "Police", "Security forces"];
    actor.path.steps().any(|step| ORGANS.contains(&step))
}

/// "A NATO base", "a Pakistan Army vehicle": whose it is does nothing here.
fn names_a_site(document: &Document<'_>, end: usize) -> bool {
    const SITES: WordSet<20> = WordSet::of([
        "bases",
        "base",
        "barracks",
        "camp",
        "checkpoint",
        "checkpoints",
        "compound",
        "consulate",
        "convoy",
        "embassy",
        "headquarters",
        "jeep",
        "outpost",
        "post",
        "ship",
        "truck",
        "trucks",
        "van",
        "vehicle",
        "vehicles",
    ]);
    document.tokens.get(end).is_some_and(|next| next.gap.only(Gap::SPACE) && SITES.has(next.hash))
}

/// Who does what in the incidents, and who is listed already: each actor of a text is asked for it, and a text can have a hundred thousand.
struct Roles {
    victims: Victims,
    doers: BTreeSet<Path>,
    listed: BTreeSet<Path>,
}

impl Roles {
    fn of(report: &Report) -> Self {
        let doers = report.incidents.iter().flat_map(|incident| &incident.initiator).map(|doer| doer.path.clone()).collect();
        Self { victims: only_harmed(report), doers, listed: BTreeSet::new() }
    }

    fn list(&mut self, report: &mut Report, actor: Actor) {
        if !self.listed.contains(&actor.path) {
            self.listed.insert(actor.path.clone());
        }
        report.actors.push(actor);
    }
}

/// What those are called who are harmed and do nothing, by their paths.
type Victims = BTreeMap<Path, BTreeSet<String>>;

fn only_harmed(report: &Report) -> Victims {
    let mut victims = Victims::new();
    for role in report.incidents.iter().flat_map(|incident| &incident.target) {
        victims.entry(role.path.clone()).or_default().insert(role.text.clone());
    }
    for role in report.incidents.iter().flat_map(|incident| incident.initiator.iter().chain(&incident.claimant)) {
        victims.remove(&role.path);
    }
    victims
}

/// "12 policemen were killed", "the mayor was shot dead": nobody who does anything here.
fn is_victim(victims: &Victims, actor: &ActorMention, text: &str) -> bool {
    let nameless = actor.name.is_none() && actor.path.depth() > 1;
    (nameless || actor.person) && victims.get(&actor.path).is_some_and(|texts| texts.contains(text))
}

/// "Moscow said", "Israel struck": a state named by its capital or itself, as one who acts; "Russian strikes" once, if an incident is
/// its doing.
fn acting_state(roles: &Roles, location: &Location) -> Option<Actor> {
    if !matches!(location.usage, Use::Metonym | Use::Demonym) {
        return None;
    }
    let path = Path::of([location.path.as_ref()?.steps().next()?]);
    let by_adjective = || location.usage == Use::Demonym && roles.doers.contains(&path) && !roles.listed.contains(&path);
    let acts = location.usage == Use::Metonym || by_adjective();
    acts.then(|| Actor { text: location.text.clone(), span: location.span, name: path.as_str().to_owned(), path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_read_together_are_read_as_each_alone() {
        let texts = [
            "A bomb killed 3 people in Kyiv on Monday.",
            "",
            "Police in Lagos said that 2 men were shot.",
            "Talks went on in Cairo.",
        ];
        let mut articles: Vec<Article> = (0..TOGETHER * 2 + 5).map(|n| actors::sample::article(texts[n % texts.len()])).collect();
        articles[1].language = Some("de".to_owned());
        articles[6].text.push_str(&" ".repeat(BYTES_TOGETHER));
        let together = reports_with(&articles.iter().collect::<Vec<_>>(), Overrides::none());
        assert_eq!(together, articles.iter().map(report).collect::<Vec<_>>());
        assert_eq!(reports_with(&[], Overrides::none()), []);
    }

    #[test]
    fn those_who_act_are_listed_and_victims_are_not() {
        for (text, expected) in [
            ("Two Canadians were killed by Russian troops in Kyiv.", "Armed Forces of Russia"),
            ("Angola and Zambia agree to talks about trade.", "Angola; Zambia"),
            ("A Finnish man stabbed two people in Turku.", "Finnish man"),
            ("Gunmen in Ankara shot dead the Turkish deputy governor and six Turkish soldiers.", "Gunmen"),
            ("A bomb went off near a NATO base in Kabul.", ""),
            ("Colombian president Gustavo Petro visited Cali.", "Government of Colombia; Gustavo Petro"),
            ("A gunman shot two Swedes near the Sultan Kemal Mosque in Ankara.", "gunman"),
        ] {
            let article = actors::sample::article(text);
            let names: Vec<String> = report(&article).actors.into_iter().map(|actor| actor.name).collect();
            assert_eq!(names.join("; "), expected, "{text}");
        }
    }
}

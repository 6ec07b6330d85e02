//! What the header of a message says: subject, day, who wrote it and who sent it round.

use mail_parser::{HeaderName, Message};

use crate::model::Provenance;
use crate::source::dates;
use crate::source::draft::{Draft, Field, one_line};

/// Where everybody may have an address: such a domain is nobody's outlet.
const FOR_ALL: [&str; 12] = [
    "gmail.com",
    "googlemail.com",
    "yahoo.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "icloud.com",
    "aol.com",
    "gmx.de",
    "gmx.net",
    "mail.ru",
    "proton.me",
];

/// Adds the clues of the header.
pub fn clues(message: &Message<'_>, draft: &mut Draft) {
    let mut clue = |field: Field, value: &str, name: &str| {
        draft.clue(field, &one_line(value), format!("header `{name}`"), Provenance::Metadata);
    };
    if let Some(subject) = message.subject() {
        clue(Field::Title, subject, "Subject");
    }
    if let Some(date) = date(message) {
        clue(Field::Published, &date, "Date");
    }
    let text = |name: &'static str| message.header(name).and_then(|value| value.as_text());
    let archived = text("Archived-At").map(|address| address.trim_matches(['<', '>', ' ']));
    if let Some(address) = archived.filter(|address| address.starts_with("http")) {
        clue(Field::Url, address, "Archived-At");
    }
    if let Some(language) = text("Content-Language") {
        clue(Field::Language, language, "Content-Language");
    }
    if let Some(list) = list(message) {
        clue(Field::Outlet, &list, "List-ID");
    }
    if let Some(organisation) = text("Organization") {
        clue(Field::Outlet, organisation, "Organization");
    }
    // Who sends a newsletter round is an outlet; who writes a letter is its author.
    let goes_round = message.header(HeaderName::ListId).or_else(|| message.header(HeaderName::ListUnsubscribe)).is_some();
    for sender in message.from().iter().flat_map(|senders| senders.iter()) {
        let name = sender.name().map(str::trim).filter(|name| !name.is_empty());
        match (name, sender.address()) {
            (Some(name), _) if goes_round => clue(Field::Outlet, name, "From"),
            (Some(name), _) => clue(Field::Author, name, "From"),
            (None, Some(address)) if !goes_round => clue(Field::Author, address, "From"),
            (None, _) => {}
        }
        if let Some(domain) = sender.address().and_then(|address| address.rsplit_once('@')).map(|(_, domain)| domain)
            && !FOR_ALL.contains(&domain.to_ascii_lowercase().as_str())
        {
            clue(Field::Outlet, domain, "From");
        }
    }
}

/// The day of the header as it stands there, in the zone of the sender; as the parser reads it if we cannot.
pub fn date(message: &Message<'_>) -> Option<String> {
    let raw = message.header_raw(HeaderName::Date).map(one_line).filter(|raw| dates::stamp(raw).is_some());
    let parsed = || {
        message.date().filter(|date| date.is_valid()).map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
    };
    raw.or_else(parsed)
}

/// What a mailing list is called: `"Example Daily" <daily.example.org>`.
fn list(message: &Message<'_>) -> Option<String> {
    let value = message.header(HeaderName::ListId)?;
    let named = value.as_address().and_then(|list| list.first()).and_then(|list| list.name());
    let name = named.or_else(|| value.as_text().map(|text| text.split('<').next().unwrap_or(text)));
    name.map(|name| name.trim_matches(['"', ' ']).to_owned()).filter(|name| !name.is_empty())
}

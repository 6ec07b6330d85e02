//! What the words before a date say of it: "Published on", "Mis à jour le", "Deadline:". In the languages that news comes in.

/// What a date is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The publication.
    Published,
    /// A change, or the making of this copy: it was published no later.
    Changed,
    /// Something else: an event, a birth, a photograph.
    Other,
}

/// Beginnings of words.
const PUBLISHED: [&str; 26] = [
    "publi",
    "pubbl",
    "gepubli",
    "opubli",
    "posted",
    "submitted",
    "issued",
    "veröffentlicht",
    "erstellt",
    "erschienen",
    "geplaatst",
    "dodano",
    "utworzono",
    "опублик",
    "опублік",
    "создан",
    "створен",
    "giriş",
    "yayın",
    "eklenme",
    "julkaistu",
    "diterbitkan",
    "tayang",
    "dipublikasikan",
    "δημοσ",
    "فرستاده",
];
const CHANGED: [&str; 48] = [
    "updat",
    "modif",
    "edited",
    "revised",
    "reviewed",
    "corrected",
    "printed",
    "archived",
    "retrieved",
    "accessed",
    "captured",
    "saved",
    "aktualis",
    "aktualiz",
    "geändert",
    "bearbeitet",
    "gedruckt",
    "abgerufen",
    "màj",
    "imprimé",
    "consulté",
    "actualiz",
    "impreso",
    "atualiz",
    "actualis",
    "aggiornat",
    "bijgewerkt",
    "gewijzigd",
    "uppdater",
    "oppdater",
    "opdater",
    "päivitetty",
    "обновл",
    "изменен",
    "изменён",
    "оновл",
    "змінен",
    "güncel",
    "düzenle",
    "diperbarui",
    "diupdate",
    "frissítve",
    "ενημέρωση",
    "עודכן",
    "تحديث",
    "تعديل",
    "zmodyfikowano",
    "ažur",
];
/// Whole words: "journalist" and "Standard" stand in bylines.
const CHANGED_WORDS: [&str; 2] = ["jour", "stand"];
const OTHER: [&str; 32] = [
    "event",
    "deadline",
    "expire",
    "expiry",
    "until",
    "valid",
    "ends",
    "starts",
    "due",
    "next",
    "offer",
    "born",
    "died",
    "birth",
    "death",
    "geboren",
    "gestorben",
    "né",
    "née",
    "mort",
    "nacido",
    "photo",
    "foto",
    "picture",
    "image",
    "taken",
    "copyright",
    "veranstaltung",
    "termin",
    "evento",
    "since",
    "joined",
];
/// In scripts that put no blanks between words, or articles before them.
const PUBLISHED_IN: [&str; 11] = ["نشر", "发布", "發佈", "發布", "发表", "刊登", "公開", "掲載", "配信", "입력", "등록"];
const CHANGED_IN: [&str; 5] = ["更新", "修改", "更正", "수정", "업데이트"];

/// What the last of the words says that says anything.
pub fn sign(words: &str) -> Option<Sign> {
    let lower = words.to_lowercase();
    lower.rsplit(|c: char| !c.is_alphanumeric()).find_map(of_word)
}

fn of_word(word: &str) -> Option<Sign> {
    let begins = |known: &[&str]| known.iter().any(|known| word.starts_with(known));
    if word.is_empty() {
        None
    } else if OTHER.contains(&word) {
        Some(Sign::Other)
    } else if begins(&CHANGED) || CHANGED_WORDS.contains(&word) || CHANGED_IN.iter().any(|known| word.contains(known)) {
        Some(Sign::Changed)
    } else if begins(&PUBLISHED) || PUBLISHED_IN.iter().any(|known| word.contains(known)) {
        Some(Sign::Published)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_decides() {
        use Sign::{Changed, Other, Published};
        for (words, expected) in [
            ("Published on Friday, ", Some(Published)),
            ("Last updated: ", Some(Changed)),
            ("Updated 2 hours ago. First published ", Some(Published)),
            ("Publié le ", Some(Published)),
            ("Mis à jour le ", Some(Changed)),
            ("Stand: ", Some(Changed)),
            ("Son Güncelleme: ", Some(Changed)),
            ("(обновлено: 18:00 ", Some(Changed)),
            ("آخر تحديث: ", Some(Changed)),
            ("نشر في: الجمعة ", Some(Published)),
            ("更新時間：", Some(Changed)),
            ("입력 ", Some(Published)),
            ("Event date: ", Some(Other)),
            ("By Ana Ruiz, ", None),
            ("Ana Ruiz, Staff Journalist | ", None),
            ("Le Journal de Lyon, ", None),
            ("Evening Standard, ", None),
            ("", None),
        ] {
            assert_eq!(sign(words), expected, "{words}");
        }
    }
}

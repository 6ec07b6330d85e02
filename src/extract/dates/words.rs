//! The words of the calendar.

use std::sync::LazyLock;

use crate::document::Mark;
use crate::document::fold::hash_word;
use crate::lexicon::Vocabulary;

/// What a word means to the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// January is 1.
    Month(i8),
    /// "Jan", "Sept": a month only beside a number.
    ShortMonth(i8),
    /// Monday is 0.
    Weekday(i32),
    /// "today" is 0, "yesterday" -1, "tomorrow" 1.
    Days(i32),
    /// "overnight".
    Overnight,
    /// "tonight".
    Tonight,
    /// "morning", "night": a part of the day named before it.
    PartOfDay,
    /// "last".
    Last,
    /// "past", "previous".
    Past,
    /// "this".
    This,
    /// "next", "coming".
    Next,
    /// "following".
    Following,
    /// "same".
    Same,
    /// "early".
    Early,
    /// "mid", "middle".
    Mid,
    /// "late", "end".
    Late,
    /// "earlier".
    Earlier,
    /// "later".
    Later,
    /// "before", "after": as "earlier" and "later" behind "the day".
    Before,
    /// See [`Word::Before`].
    After,
    /// "ago".
    Ago,
    /// "day", "days".
    Day,
    /// "week", "weeks".
    Week,
    /// "weekend".
    Weekend,
    /// "month", "months".
    Month30,
    /// "year", "years".
    Year,
    /// A season, by its first month in the north.
    Season(i8),
    /// "quarter": so many parts make a year.
    Part(i8),
    /// "hour", "hours".
    Hour,
    /// "minutes", "moments".
    Minute,
    /// "decade", "decades", "century".
    Decade,
    /// A small number.
    Number(i32),
    /// "few", "several".
    Few,
    /// "couple".
    Couple,
    /// "a", "an".
    Article,
    /// "the".
    The,
    /// "of".
    Of,
    /// "to", "through", "until", "into".
    To,
    /// "into".
    Into,
    /// "and", "or".
    And,
    /// "between".
    Between,
    /// "from".
    From,
    /// "in", "since", "during": a month or a year may follow.
    In,
    /// "on", "at", "by" and other small words that can follow a date but do not start a noun phrase's head.
    Link,
    /// "will", "scheduled": what follows lies ahead.
    Ahead,
    /// "said", "told": a new clause begins.
    Said,
    /// "was", "killed": what follows lies behind.
    Behind,
    /// "every", "each".
    Every,
    /// "Black", "Good", "Bloody": the weekday after it names a feast, a club or a massacre.
    FeastBefore,
    /// "Times", "Mirror": the weekday before it is part of a title.
    TitleAfter,
    /// "people", "homes": the number before it is no year.
    Counted,
    /// "anniversary", "commemorated".
    Memory,
}

const WORDS: &[(Word, &str)] = &[
    (Word::Month(1), "january"),
    (Word::Month(2), "february"),
    (Word::Month(3), "march"),
    (Word::Month(4), "april"),
    (Word::Month(5), "may"),
    (Word::Month(6), "june"),
    (Word::Month(7), "july"),
    (Word::Month(8), "august"),
    (Word::Month(9), "september"),
    (Word::Month(10), "october"),
    (Word::Month(11), "november"),
    (Word::Month(12), "december"),
    (Word::ShortMonth(1), "jan"),
    (Word::ShortMonth(2), "feb"),
    (Word::ShortMonth(3), "mar"),
    (Word::ShortMonth(4), "apr"),
    (Word::ShortMonth(6), "jun"),
    (Word::ShortMonth(7), "jul"),
    (Word::ShortMonth(8), "aug"),
    (Word::ShortMonth(9), "sep sept"),
    (Word::ShortMonth(10), "oct"),
    (Word::ShortMonth(11), "nov"),
    (Word::ShortMonth(12), "dec"),
    (Word::Weekday(0), "monday"),
    (Word::Weekday(1), "tuesday"),
    (Word::Weekday(2), "wednesday"),
    (Word::Weekday(3), "thursday"),
    (Word::Weekday(4), "friday"),
    (Word::Weekday(5), "saturday"),
    (Word::Weekday(6), "sunday"),
    (Word::Days(0), "today"),
    (Word::Days(-1), "yesterday"),
    (Word::Days(1), "tomorrow"),
    (Word::Overnight, "overnight"),
    (Word::Tonight, "tonight"),
    (Word::PartOfDay, "morning afternoon evening night noon midday midnight dawn lunchtime"),
    (Word::Last, "last"),
    (Word::Past, "past previous"),
    (Word::This, "this"),
    (Word::Next, "next coming"),
    (Word::Following, "following"),
    (Word::Same, "same"),
    (Word::Early, "early beginning start"),
    (Word::Mid, "mid middle"),
    (Word::Late, "late end"),
    (Word::Earlier, "earlier"),
    (Word::Later, "later"),
    (Word::Before, "before"),
    (Word::After, "after"),
    (Word::Ago, "ago"),
    (Word::Day, "day days"),
    (Word::Week, "week weeks"),
    (Word::Weekend, "weekend"),
    (Word::Month30, "month months"),
    (Word::Year, "year years"),
    (Word::Season(3), "spring springtime"),
    (Word::Season(6), "summer summertime"),
    (Word::Season(9), "autumn fall"),
    (Word::Season(12), "winter wintertime"),
    (Word::Part(4), "quarter"),
    (Word::Part(2), "half"),
    (Word::Hour, "hour hours"),
    (Word::Minute, "minute minutes moments seconds"),
    (Word::Decade, "decade decades century centuries"),
    (Word::Number(1), "one"),
    (Word::Number(2), "two"),
    (Word::Number(3), "three"),
    (Word::Number(4), "four"),
    (Word::Number(5), "five"),
    (Word::Number(6), "six"),
    (Word::Number(7), "seven"),
    (Word::Number(8), "eight"),
    (Word::Number(9), "nine"),
    (Word::Number(10), "ten"),
    (Word::Number(11), "eleven"),
    (Word::Number(12), "twelve"),
    (Word::Number(20), "twenty"),
    (Word::Number(30), "thirty"),
    (Word::Few, "few several"),
    (Word::Couple, "couple"),
    (Word::Article, "a an"),
    (Word::The, "the"),
    (Word::Of, "of"),
    (Word::To, "to through thru until till"),
    (Word::Into, "into"),
    (Word::And, "and or"),
    (Word::Between, "between"),
    (Word::From, "from"),
    (Word::In, "in since during"),
    (Word::Link, "on at by when as that with for but near outside inside where who which while he she they it we"),
    (Word::Ahead, "will would shall scheduled due planned expected upcoming plans planning slated"),
    (Word::Said, "said says told announced reported added stated confirmed"),
    (Word::Behind, "was were had killed died wounded injured happened occurred took struck attacked kidnapped exploded"),
    (Word::Every, "every each any most"),
    (Word::FeastBefore, "black good bloody palm easter ash sheffield cyber ruby super fat maundy holy whit"),
    (Word::TitleAfter, "times telegraph mirror mail express post herald star tribune independent guardian mercury"),
    (
        Word::Counted,
        "people homes houses families persons cases km miles dollars civilians soldiers troops residents villagers men women children workers protesters refugees tonnes tons block blocks",
    ),
    (
        Word::Memory,
        "anniversary anniversaries commemorate commemorated commemorates commemorating commemoration remembered marking",
    ),
];

impl Word {
    /// True if a date may be told from this word on; of the small words, which most others go along with, only "since" tells one.
    const fn begins(self) -> bool {
        matches!(
            self,
            Self::Month(_)
                | Self::ShortMonth(_)
                | Self::Weekday(_)
                | Self::Days(_)
                | Self::Tonight
                | Self::Overnight
                | Self::This
                | Self::Last
                | Self::Past
                | Self::Next
                | Self::Following
                | Self::Ago
                | Self::Earlier
                | Self::Later
                | Self::After
                | Self::Day
                | Self::Weekend
                | Self::Season(_)
                | Self::Part(_)
        )
    }
}

/// The mark of the words from which a date may be told.
pub static BEGINS: LazyLock<Mark> = LazyLock::new(|| {
    let words = WORDS.iter().filter(|(value, _)| value.begins()).flat_map(|(_, words)| words.split(' '));
    Mark::of(words.chain(["since"]).map(hash_word))
});

/// All words of [`WORDS`] by their hash.
pub static VOCABULARY: LazyLock<Vocabulary<Word>> =
    LazyLock::new(|| Vocabulary::of(WORDS.iter().flat_map(|(value, words)| words.split(' ').map(move |word| (word, *value)))));

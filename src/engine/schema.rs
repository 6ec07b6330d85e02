//! The tantivy schema, and the version by which an index is known: nowhere else.
//!
//! An article is one tantivy document, and so is a file of the ledger. The schema follows from the table of fields:
//!
//! - text: indexed with positions; the words themselves are stored once, in `text`;
//! - path: every path of the article, with all above it as terms (what filters read), and itself in a column (what facets count);
//! - days and counts: columns.
//!
//! Incidents travel with their article in columns that run side by side: the n-th value of `incident.killed.min` and the
//! n-th of `incident.location` are of the n-th incident. Tantivy's column of bytes would hold them in one piece, but it
//! is a dictionary: a look-up decompresses a block, and no value is shared. Side by side, a path is a number of the
//! segment, "lies below" is a comparison of two numbers, and a field that says nothing takes no room.

use tantivy::schema::{BytesOptions, FAST, Field as Handle, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

use crate::model::{Field, Kind, Level};

/// Changes whenever an older index cannot be read any more, or would be read wrongly.
pub const INDEX_VERSION: u32 = 4;

/// The name under which the tokenizer is registered.
pub const TOKENIZER: &str = "dateline";

/// The name under which the tokenizer of languages other than English is registered.
pub const MARKED_TOKENIZER: &str = "dateline-marked";

/// The name under which the tokenizer of paths is registered.
pub const PATH_TOKENIZER: &str = "dateline-path";

/// What a document is marked as, in the field `is`.
pub mod mark {
    /// An article.
    pub const ARTICLE: &str = "article";
    /// An article that reports an incident.
    pub const INCIDENTS: &str = "incidents";
    /// An article whose date is only bounded.
    pub const UNDATED: &str = "undated";
    /// A file of the ledger.
    pub const FILE: &str = "file";

    /// An article of which some incident may count at least this many people, for `least` 0 or a power of two up to
    /// [`LARGEST`]. It narrows a search for more down to few articles, without a look at their incidents.
    pub fn at_least(field: crate::model::Field, least: u32) -> String {
        format!("{}>={least}", field.name())
    }

    /// The last threshold: about a million people.
    pub const LARGEST: u32 = 1 << 20;
}

/// The schema with its handles.
#[derive(Clone)]
pub struct Layout {
    /// What tantivy is given.
    pub schema: Schema,
    /// What the document is: see [`mark`].
    pub is: Handle,
    /// The article's id: a column.
    pub id: Handle,
    /// Root and path of the file: a term of articles and files.
    pub file: Handle,
    /// The ledger's record of a file: a column.
    pub ledger: Handle,
    /// Words of headline and body as the English stemmer has them.
    pub words: WordFields,
    /// Words of headline and body of articles whose language has a stemmer of its own.
    pub marked: WordFields,
    /// The article's whole text, stored.
    pub text: Handle,
    /// The article without its text, and its report, stored.
    pub report: Handle,
}

/// Where the words of articles are.
#[derive(Clone, Copy)]
pub struct WordFields {
    /// Words of the headline.
    pub title: Handle,
    /// Words of the body.
    pub body: Handle,
}

/// The column of an article's first possible day.
pub const PUBLISHED_FROM: &str = "published.from";
/// The column of an article's last possible day.
pub const PUBLISHED_TO: &str = "published.to";

/// The column that says whether the article's date is certain: 1, or only bounded: 0.
pub const PUBLISHED_CERTAIN: &str = "published.certain";

/// The columns by which copies and updates of an article are found, as `embedded/stories/traits.rs` fills them.
pub mod story {
    /// Articles of the same value say the same word for word.
    pub const WORDING: &str = "story.wording";
    /// The bins of the article's sketch, eight to a number.
    pub const SKETCH: &str = "story.sketch";
    /// How many runs of words the sketch was made of.
    pub const RUNS: &str = "story.runs";
    /// Names and numbers of the article.
    pub const NAMES: &str = "story.names";
    /// Articles of a value in common may be versions of one another.
    pub const VERSIONS: &str = "story.versions";
    /// All of them.
    pub const ALL: [&str; 5] = [WORDING, SKETCH, RUNS, NAMES, VERSIONS];
}

/// The column of the incidents' values of `field`: paths, or scopes.
pub fn incident_column(field: Field) -> String {
    format!("incident.{}", field.name())
}

/// The columns of the least and the most people of every count that the incidents state; which counts these are, the column of
/// scopes says.
pub const PEOPLE: [&str; 2] = ["incident.people.min", "incident.people.max"];

/// The columns of the lower and upper ends of the incidents' values of `field`.
pub fn incident_ends(field: Field) -> (String, String) {
    (format!("incident.{}.min", field.name()), format!("incident.{}.max", field.name()))
}

impl Layout {
    /// The schema of this version.
    pub fn new() -> Self {
        let mut builder = Schema::builder();
        let terms = |tokenizer| {
            let basic = TextFieldIndexing::default().set_fieldnorms(false).set_index_option(IndexRecordOption::Basic);
            TextOptions::default().set_indexing_options(basic.set_tokenizer(tokenizer))
        };
        let term = terms("raw");
        let words = |tokenizer| {
            let words = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_fieldnorms(true)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            TextOptions::default().set_indexing_options(words)
        };
        let column = TextOptions::default().set_fast("raw");

        let is = builder.add_text_field("is", term.clone());
        let id = builder.add_text_field("id", column.clone());
        let file = builder.add_text_field("file", term);
        let ledger = builder.add_bytes_field("ledger", BytesOptions::default().set_fast());
        let mut word_fields = |tokenizer, suffix| WordFields {
            title: builder.add_text_field(&format!("{}{suffix}", Field::Title.name()), words(tokenizer)),
            body: builder.add_text_field(&format!("{}{suffix}", Field::Body.name()), words(tokenizer)),
        };
        let (words, marked) = (word_fields(TOKENIZER, ""), word_fields(MARKED_TOKENIZER, ".marked"));
        let text = builder.add_text_field("stored.text", STORED);
        let report = builder.add_bytes_field("stored.report", STORED);
        builder.add_i64_field(PUBLISHED_FROM, FAST);
        builder.add_i64_field(PUBLISHED_TO, FAST);
        builder.add_u64_field(PUBLISHED_CERTAIN, FAST);
        for column in story::ALL {
            builder.add_u64_field(column, FAST);
        }
        for field in Field::of_kind(Kind::Path) {
            let paths = terms(PATH_TOKENIZER);
            // What only incidents say is counted from their columns.
            let of_articles = field.spec().level != Level::Incident;
            builder.add_text_field(field.name(), if of_articles { paths.set_fast("raw") } else { paths });
        }
        for field in incident_fields() {
            match field.kind() {
                Kind::Path => {
                    builder.add_text_field(&incident_column(field), column.clone());
                }
                Kind::Scope => {
                    builder.add_u64_field(&incident_column(field), FAST);
                }
                Kind::Days => {
                    let (min, max) = incident_ends(field);
                    builder.add_u64_field(&min, FAST);
                    builder.add_u64_field(&max, FAST);
                }
                Kind::Text | Kind::Count => {}
            }
        }
        for people in PEOPLE {
            builder.add_u64_field(people, FAST);
        }
        Self { schema: builder.build(), is, id, file, ledger, words, marked, text, report }
    }

    /// The handle of a field or column by name.
    pub fn handle(&self, name: &str) -> tantivy::Result<Handle> {
        self.schema.get_field(name)
    }
}

/// The fields that have a column of their own beside the incidents. `Actor` has none: it is read from the three roles. Counts
/// share [`PEOPLE`], for few of them are stated.
pub fn incident_fields() -> impl Iterator<Item = Field> {
    let has_column = |field: &Field| field.fits_incident() && *field != Field::Actor && field.kind() != Kind::Count;
    Field::ALL.iter().copied().filter(has_column)
}

//! Articles go to the program as they come, answers are taken as they come, and all is handed on in the order in which it came. How many may be
//! on their way is bounded; time runs only while nothing but the program can go on.

use std::collections::{HashMap, VecDeque};
use std::process::ExitStatus;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, bounded, never, select};

use super::super::extraction::Extraction;
use super::super::ordered::Give;
use super::super::reading::{Piece, Reading, Unanswered, report};
use super::process::Process;
use super::{Program, line};
use crate::error::{Error, Result};
use crate::model::{Article, Report};
use crate::reports::{self, Answer};

/// What may be on its way at once: a program may hold so many answers back.
const WINDOW: usize = 4096;
/// Pieces that may wait to be taken.
const AHEAD: usize = 64;
/// Starts in a row without an answer after which a program is given up.
const STARTS: u32 = 3;
/// Lines in a row that are no reports after which a program is ended.
const BABBLE: u32 = 10_000;
/// How often it is asked whether the run is to stop.
const GLANCE: Duration = Duration::from_millis(200);

/// Hands what `articles` gives to `sink`, in order, with the reports of `program`.
///
/// # Errors
/// The first error of `sink`; or if the program answers nothing at all, or cannot be started.
pub fn read_through<Note: Send>(
    (program, extraction): (&Program, &Extraction),
    stop: &AtomicBool,
    articles: impl FnOnce(Give<'_, Reading<Note>>) + Send,
    mut sink: impl FnMut(Piece<Note>) -> Result<()>,
) -> Result<()> {
    let (send, items) = bounded(AHEAD);
    thread::scope(|scope| {
        scope.spawn(move || articles(&mut |reading| send.send(reading).is_ok()));
        // Owned by this closure: leaving it early stops the reading.
        let mut exchange = Exchange { program, extraction, items, ..Exchange::new(program, extraction) };
        loop {
            exchange.hand_on(&mut sink)?;
            if exchange.queue.is_empty() && exchange.all_came {
                exchange.end();
                return Ok(());
            }
            if stop.load(Ordering::Relaxed) && exchange.waiting > 0 {
                exchange.give_up_all(&Unanswered { why: "the run was stopped before it answered".to_owned(), stopped: true });
                continue;
            }
            exchange.step()?;
        }
    })
}

/// Something on its way.
enum Slot<Note> {
    Ready(Piece<Note>),
    /// An article that the program was given.
    Asked(Box<Article>),
}

struct Exchange<'e, Note> {
    program: &'e Program,
    extraction: &'e Extraction,
    items: Receiver<Reading<Note>>,
    /// All that came and was not handed on; the number of the first of it.
    queue: VecDeque<Slot<Note>>,
    first: u64,
    /// The numbers of the articles that wait for an answer, by id, in order.
    asked: HashMap<String, VecDeque<u64>>,
    waiting: usize,
    all_came: bool,
    process: Option<Process>,
    /// Answers since the program was started, and starts in a row without any.
    answers: u64,
    failures: u32,
    has_answered: bool,
    /// It printed what is no report: lines without an id may now be of any article.
    garbled: bool,
    /// Lines that are no reports since the last answer.
    babble: u32,
    /// Since when only the program can go on.
    since: Instant,
}

impl<'e, Note> Exchange<'e, Note> {
    fn new(program: &'e Program, extraction: &'e Extraction) -> Self {
        Self {
            program,
            extraction,
            items: never(),
            queue: VecDeque::new(),
            first: 0,
            asked: HashMap::new(),
            waiting: 0,
            all_came: false,
            process: None,
            answers: 0,
            failures: 0,
            has_answered: false,
            garbled: false,
            babble: 0,
            since: Instant::now(),
        }
    }

    /// Hands on whatever waits for nothing.
    fn hand_on(&mut self, sink: &mut impl FnMut(Piece<Note>) -> Result<()>) -> Result<()> {
        while let Some(Slot::Ready(_)) = self.queue.front() {
            if let Some(Slot::Ready(piece)) = self.queue.pop_front() {
                self.first += 1;
                sink(piece)?;
            }
        }
        Ok(())
    }

    /// Waits for what comes first: a piece, an answer, or the end of patience.
    fn step(&mut self) -> Result<()> {
        let may_take = !self.all_came && self.queue.len() < WINDOW;
        let items = if may_take { self.items.clone() } else { never() };
        let answers = self.process.as_ref().map_or_else(never, |process| process.from.clone());
        if may_take {
            self.since = Instant::now();
        }
        select! {
            recv(items) -> item => match item {
                Ok(reading) => self.take(reading)?,
                Err(_) => {
                    self.all_came = true;
                    self.process.iter_mut().for_each(Process::close);
                }
            },
            recv(answers) -> line => match line {
                Ok(line) => self.answer(&line),
                Err(_) => self.ended()?,
            },
            default(GLANCE) => {}
        }
        let in_vain = !may_take && self.waiting > 0 && self.since.elapsed() >= self.program.patience;
        if in_vain {
            let held =
                if self.all_came { String::new() } else { format!(", and held the answers on {} articles back", self.waiting) };
            return self.stop_it(&format!("it did not answer within {} s{held}", self.program.patience.as_secs_f32()));
        }
        if self.babble > BABBLE {
            return self.stop_it(&format!("it printed {BABBLE} lines that are no reports"));
        }
        Ok(())
    }

    fn take(&mut self, reading: Reading<Note>) -> Result<()> {
        let slot = match reading {
            Reading::Note(note) => Slot::Ready(Piece::Note(note)),
            Reading::Report(read) => Slot::Ready(Piece::Report(read)),
            Reading::Article(article) => {
                let number = self.first + self.queue.len() as u64;
                self.asked.entry(article.id.clone()).or_default().push_back(number);
                self.waiting += 1;
                if let Some(process) = &self.process {
                    process.give(line(&article));
                }
                Slot::Asked(article)
            }
        };
        self.queue.push_back(slot);
        if self.process.is_none() && self.waiting > 0 { self.start() } else { Ok(()) }
    }

    /// Starts the program, and gives it all that waits for an answer.
    fn start(&mut self) -> Result<()> {
        let mut process = Process::start(&self.program.command)
            .map_err(|cause| Error::Extractor { command: self.program.command.clone(), reason: cause.to_string() })?;
        for slot in &self.queue {
            if let Slot::Asked(article) = slot {
                process.give(line(article));
            }
        }
        if self.all_came {
            process.close();
        }
        (self.answers, self.babble, self.since) = (0, 0, Instant::now());
        self.process = Some(process);
        Ok(())
    }

    fn answer(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        match reports::answer(line) {
            Ok(answer) => match self.asked_about(&answer) {
                Ok(number) => {
                    (self.answers, self.failures, self.since) = (self.answers + 1, 0, Instant::now());
                    (self.babble, self.has_answered) = (0, true);
                    self.settle(number, |article, program| answer.report(article, &program.command).map_err(failed));
                }
                Err(reason) => self.program.stray(reason),
            },
            Err(reason) => {
                self.garbled = true;
                self.babble += 1;
                self.program.stray(format!("{reason}: `{}`", line.chars().take(80).collect::<String>()));
            }
        }
    }

    /// The number of the article that an answer speaks of.
    fn asked_about(&self, answer: &Answer) -> std::result::Result<u64, String> {
        match answer.id() {
            Some(id) => {
                let number = self.asked.get(&id).and_then(VecDeque::front).copied();
                number.ok_or_else(|| format!("it answered about `{id}`, which it was not asked about, or had answered"))
            }
            None if self.garbled => Err("an answer without `id`, after a line that was no report: of which article?".to_owned()),
            None => self.first_asked().ok_or_else(|| "an answer without `id` when nothing was asked".to_owned()),
        }
    }

    fn first_asked(&self) -> Option<u64> {
        let at = self.queue.iter().position(|slot| matches!(slot, Slot::Asked(_)))?;
        Some(self.first + at as u64)
    }

    /// The article has its report, or keeps ours.
    fn settle(&mut self, number: u64, read: impl FnOnce(&Article, &Program) -> std::result::Result<Report, Unanswered>) {
        let Some(slot) = self.queue.get_mut((number - self.first) as usize) else { return };
        let Slot::Asked(article) = slot else { return };
        if let Some(numbers) = self.asked.get_mut(&article.id) {
            numbers.retain(|other| *other != number);
            if numbers.is_empty() {
                self.asked.remove(&article.id);
            }
        }
        self.waiting -= 1;
        *slot = Slot::Ready(match read(article, self.program) {
            Ok(report) => Piece::Report(Box::new((std::mem::take(&mut **article), self.extraction.adopt(report)))),
            Err(unanswered) => match report(Box::new(std::mem::take(&mut **article)), self.extraction) {
                Piece::Report(read) => Piece::Kept(read, unanswered),
                other => other,
            },
        });
    }

    fn give_up_first(&mut self, reason: &str) {
        if let Some(number) = self.first_asked() {
            self.settle(number, |_, _| Err(failed(reason.to_owned())));
        }
    }

    fn give_up_all(&mut self, unanswered: &Unanswered) {
        while self.waiting > 0 {
            let Some(number) = self.first_asked() else { return };
            self.settle(number, |_, _| Err(unanswered.clone()));
        }
    }

    /// The program prints no more, though it may be asked yet.
    fn ended(&mut self) -> Result<()> {
        let Some(mut process) = self.process.take() else { return Ok(()) };
        let status = process.ended();
        if self.waiting == 0 {
            return Ok(());
        }
        let reason = format!("it {} before it answered{}", how(status), process.last_words());
        match status.is_some_and(|status| status.success()) {
            // It may take one article a start, or some: it is asked about the others once more.
            true if self.answers > 0 => self.start(),
            // It has been, and has nothing to say of them.
            true if self.has_answered && self.all_came => {
                self.give_up_all(&failed("it gave no answer".to_owned()));
                Ok(())
            }
            _ => self.failed(&reason),
        }
    }

    fn stop_it(&mut self, reason: &str) -> Result<()> {
        let Some(mut process) = self.process.take() else { return Ok(()) };
        process.kill();
        self.failed(&format!("{reason}{}", process.last_words()))
    }

    /// The first article without an answer is given up, the others are asked about once more.
    fn failed(&mut self, reason: &str) -> Result<()> {
        if self.answers == 0 {
            self.failures += 1;
        }
        if self.failures >= STARTS {
            let reason = format!("started {STARTS} times, it answered nothing; at last {reason}");
            return Err(Error::Extractor { command: self.program.command.clone(), reason });
        }
        self.give_up_first(reason);
        if self.waiting > 0 { self.start() } else { Ok(()) }
    }

    /// All is answered: what the program prints now belongs to nothing.
    fn end(&mut self) {
        let Some(mut process) = self.process.take() else { return };
        process.close();
        let patience = Instant::now() + GLANCE;
        while let Ok(line) = process.from.recv_deadline(patience) {
            self.answer(&line);
        }
        process.ended();
    }
}

const fn failed(why: String) -> Unanswered {
    Unanswered { why, stopped: false }
}

fn how(status: Option<ExitStatus>) -> String {
    match status {
        None => "closed its output".to_owned(),
        Some(status) => match status.code() {
            Some(code) => format!("ended with exit code {code}"),
            None => format!("was ended ({status})"),
        },
    }
}

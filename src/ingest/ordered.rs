//! Work spread over threads whose results come back in the order of the items, with flat memory: only so many items, and so many
//! results of each, are on their way, however slow the reader of the results is.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

/// Items on their way for each thread: enough to keep all busy while one long item holds up the order.
const AHEAD: usize = 32;
/// Results of one item that wait for those of the items before it.
const WAITING: usize = 8;

/// Takes an item or a result; false if no more are wanted.
pub type Give<'g, T> = &'g mut dyn FnMut(T) -> bool;

/// Calls `work` on every item of `feed` over `threads` threads, and `sink` on every result of it, in the order of the items.
///
/// # Errors
/// The first error of `sink`, after which no more items are taken.
pub fn ordered_map<T: Send, R: Send, E>(
    feed: impl FnOnce(Give<'_, T>) + Send,
    threads: usize,
    work: impl Fn(T, Give<'_, R>) + Sync,
    sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let serve = |take: Receiver<(T, Sender<R>)>| {
        for (item, results) in take {
            work(item, &mut |result| results.send(result).is_ok());
        }
    };
    ordered(feed, (threads.max(1), AHEAD), serve, sink, &|| ())
}

/// How many items are worked on together: as many as wait, until they are so many or so heavy.
#[derive(Clone, Copy, Debug)]
pub struct Batch<T> {
    /// Items at most.
    pub items: usize,
    /// Weight from which on no other one is added.
    pub weight: usize,
    /// What an item weighs.
    pub weigh: fn(&T) -> usize,
}

impl<T> Batch<T> {
    /// The next one; `None` if nothing comes any more.
    fn next<R>(&self, take: &Receiver<(T, Sender<R>)>) -> Option<(Vec<T>, Vec<Sender<R>>)> {
        let (first, results) = take.recv().ok()?;
        let mut weight = (self.weigh)(&first);
        let (mut items, mut senders) = (vec![first], vec![results]);
        while items.len() < self.items
            && weight < self.weight
            && let Ok((item, results)) = take.try_recv()
        {
            weight += (self.weigh)(&item);
            items.push(item);
            senders.push(results);
        }
        Some((items, senders))
    }
}

/// As [`ordered_map`], of work that goes better on several items and gives one result for each, in their order. It waits for none, so that
/// the results of a slow feed are not held back.
///
/// # Errors
/// The first error of `sink`, after which no more items are taken.
pub fn ordered_batches<T: Send, R: Send, E>(
    feed: impl FnOnce(Give<'_, T>) + Send,
    threads: usize,
    batch: Batch<T>,
    work: impl Fn(Vec<T>) -> Vec<R> + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.max(1);
    // As much as is worked on waits.
    let load = Arc::new(Load::of(2 * threads * batch.weight));
    let room = &load;
    let feed = move |give: Give<'_, Marked<T>>| {
        let mut numbers = 0..;
        feed(&mut |item| {
            let weight = Load::take(room, (batch.weigh)(&item));
            weight.zip(numbers.next()).is_some_and(|mark| give((item, mark)))
        });
    };
    let marked = Batch { items: batch.items, weight: batch.weight, weigh: |(_, (weight, _)): &Marked<T>| weight.0 };
    let serve = |take: Receiver<(Marked<T>, Sender<Marked<R>>)>| {
        while let Some((items, senders)) = marked.next(&take) {
            let (items, marks): (Vec<T>, Vec<Mark>) = items.into_iter().unzip();
            let results = work(items).into_iter().zip(marks);
            // Nobody is left to take a result that cannot be sent, and soon no item comes any more.
            results.zip(senders).for_each(|(result, sender)| _ = sender.send(result));
        }
    };
    let mut taken = 0;
    let sink = |(result, (_weight, number)): Marked<R>| {
        // A thread that broke down took its results with it, and ends the run: what comes behind them would stand for all.
        if number > taken {
            return Ok(());
        }
        taken += 1;
        sink(result)
    };
    ordered(feed, (threads, 2 * batch.items), serve, sink, &|| load.close())
}

/// What all that is on its way weighs: a hundred long texts wait no longer than ten thousand short ones.
struct Load {
    most: usize,
    /// `None` once it is closed.
    weight: Mutex<Option<usize>>,
    changed: Condvar,
}

/// What an item or its result weighs, and its number.
type Mark = (Weight, u64);
type Marked<T> = (T, Mark);

/// A part of the load, which goes down when it is dropped, in whatever way its item ends.
struct Weight(usize, Arc<Load>);

impl Load {
    fn of(most: usize) -> Self {
        Self { most, weight: Mutex::new(Some(0)), changed: Condvar::new() }
    }

    /// Waits until there is room; alone an item may be as heavy as it likes. `None` if there will be none.
    fn take(this: &Arc<Self>, weight: usize) -> Option<Weight> {
        let full = |load: &mut Option<usize>| load.is_some_and(|load| load > 0 && load + weight > this.most);
        let mut load = this.changed.wait_while(this.weight(), full).unwrap_or_else(PoisonError::into_inner);
        *load.as_mut()? += weight;
        Some(Weight(weight, Arc::clone(this)))
    }

    /// What waits in a channel that nobody listens to is dropped only with the channel, which the feed holds open: its weight would make no room.
    fn close(&self) {
        *self.weight() = None;
        self.changed.notify_all();
    }

    fn weight(&self) -> MutexGuard<'_, Option<usize>> {
        self.weight.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Weight {
    fn drop(&mut self) {
        if let Some(load) = &mut *self.1.weight() {
            *load -= self.0;
        }
        self.1.changed.notify_one();
    }
}

/// Calls what it holds when it is dropped, also by a panic.
struct AtEnd<'f>(&'f (dyn Fn() + Sync));

impl Drop for AtEnd<'_> {
    fn drop(&mut self) {
        self.0();
    }
}

/// `serve` takes the items of a thread, and sends the results of each where it says. When `sink` or one of the threads has ended, `close` is called: from then
/// on the feed may wait for nobody.
fn ordered<T: Send, R: Send, E>(
    feed: impl FnOnce(Give<'_, T>) + Send,
    (threads, ahead): (usize, usize),
    serve: impl Fn(Receiver<(T, Sender<R>)>) + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
    close: &(dyn Fn() + Sync),
) -> Result<(), E> {
    let (items, take) = bounded::<(T, Sender<R>)>(threads * ahead);
    let (queue, in_order) = bounded::<Receiver<R>>(threads * ahead);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (take, serve) = (take.clone(), &serve);
            scope.spawn(move || {
                let _close = AtEnd(close);
                serve(take);
            });
        }
        drop(take);
        scope.spawn(move || {
            feed(&mut |item| {
                let (results, receiver) = bounded(WAITING);
                queue.send(receiver).is_ok() && items.send((item, results)).is_ok()
            });
        });
        // Owned by this closure: leaving it early closes the queue, which stops feeder and workers.
        let (in_order, _close) = (in_order, AtEnd(close));
        in_order.iter().try_for_each(|results| results.iter().try_for_each(&mut sink))
    })
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex};

    use super::{Batch, ordered_batches, ordered_map};

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut seen = Vec::new();
        ordered_map(
            |give| assert!((0..200u64).all(&mut *give)),
            8,
            |n, give| {
                std::thread::sleep(std::time::Duration::from_micros(200 - n));
                (0..n % 20).for_each(|part| assert!(give((n, part))));
            },
            |result| {
                seen.push(result);
                Ok::<(), ()>(())
            },
        )
        .expect("the sink accepts all");
        let expected: Vec<_> = (0..200).flat_map(|n| (0..n % 20).map(move |part| (n, part))).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_failing_sink_stops_an_endless_source() {
        let failed =
            ordered_map(|give| _ = (0u64..).all(give), 4, |n, give| _ = give(n), |n| if n < 100 { Ok(()) } else { Err(n) });
        assert_eq!(failed, Err(100));
    }

    #[test]
    fn batches_come_in_the_order_of_the_items_and_wait_for_none() {
        let (mut seen, (told, heard)) = (Vec::new(), std::sync::mpsc::channel());
        let feed = move |give: super::Give<'_, u64>| {
            for item in 0..200 {
                assert!(give(item));
                // The first hundred come one by one, each after the result of the one before.
                assert!(item >= 100 || heard.recv().is_ok());
            }
        };
        let work = |items: Vec<u64>| {
            assert!((1..=16).contains(&items.len()));
            items.into_iter().map(|item| item * 2).collect()
        };
        let sink = |result| {
            seen.push(result);
            // The feed does not listen to the end.
            _ = told.send(());
            Ok::<(), ()>(())
        };
        let batch = Batch { items: 16, weight: 1000, weigh: |_| 1 };
        ordered_batches(feed, 3, batch, work, sink).expect("the sink accepts all");
        assert_eq!(seen, (0..200).map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_failing_sink_stops_batches_of_an_endless_source() {
        let batch = Batch { items: 8, weight: 1, weigh: |_| 1 };
        let sink = |n| if n < 100 { Ok(()) } else { Err(n) };
        let failed = ordered_batches(|give| _ = (0u64..).all(give), 4, batch, |items| items, sink);
        assert_eq!(failed, Err(100));
    }

    #[test]
    fn no_more_than_two_batches_a_thread_are_on_their_way() {
        let (on_their_way, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let feed = |give: super::Give<'_, usize>| {
            // Every tenth is heavier than all that may be on its way.
            for item in (0..300).map(|n| if n % 10 == 0 { 100 } else { 3 }) {
                assert!(give(item));
            }
        };
        let work = |items: Vec<usize>| {
            most.fetch_max(on_their_way.fetch_add(items.iter().sum(), Ordering::SeqCst), Ordering::SeqCst);
            items
        };
        let sink = |item| {
            on_their_way.fetch_sub(item, Ordering::SeqCst);
            Ok::<(), ()>(())
        };
        let batch = Batch { items: 50, weight: 10, weigh: |item: &usize| *item };
        ordered_batches(feed, 2, batch, work, sink).expect("the sink accepts all");
        assert!(most.load(Ordering::SeqCst) <= 2 * 2 * 10 || most.load(Ordering::SeqCst) == 100, "{most:?}");
    }

    /// Runs `run`, which is to end whatever becomes of it: true if it ended without a panic.
    fn ends(run: impl FnOnce() + Send + 'static) -> bool {
        let (ended, has_ended) = std::sync::mpsc::channel();
        std::thread::spawn(move || ended.send(catch_unwind(AssertUnwindSafe(run)).is_ok()));
        has_ended.recv_timeout(std::time::Duration::from_secs(120)).expect("it waits for ever")
    }

    #[test]
    fn a_feed_that_waits_for_room_ends_when_nobody_makes_any() {
        // Two items are on their way; there is no room for the third, and only one of the two is ever taken.
        fn run(work: fn(&[usize]), sink: fn() -> Result<(), ()>) -> impl FnOnce() {
            move || {
                let (told, heard) = std::sync::mpsc::channel();
                let feed = move |give: super::Give<'_, usize>| {
                    assert!([5, 5].into_iter().all(&mut *give));
                    told.send(()).expect("somebody listens");
                    give(10);
                };
                let heard = std::sync::Mutex::new(Some(heard));
                let wait = || _ = heard.lock().expect("no panic yet").take().map(|heard| heard.recv());
                let batch = Batch { items: 2, weight: 5, weigh: |item: &usize| *item };
                let work = |items: Vec<usize>| {
                    wait();
                    work(&items);
                    items
                };
                assert_eq!(ordered_batches(feed, 1, batch, work, |_| sink()), Err(()));
            }
        }
        assert!(ends(run(|_| (), || Err(()))), "the sink fails");
        assert!(!ends(run(|_| panic!("broken"), || Ok(()))), "the only worker breaks down");
        assert!(!ends(run(|_| (), || panic!("broken"))), "the sink breaks down");
    }

    #[test]
    fn whatever_fails_at_any_moment_all_ends() {
        // Numbers that look random, and are the same on each run.
        let mut seed = 1_u64;
        let mut random = move |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for round in 0..400 {
            let (threads, weight, items) = (1 + random(8) as usize, random(40) as usize, 1 + random(8) as usize);
            let (heaviest, fails, breaks, breaks_first) = (1 + random(60), random(300), random(600), random(100));
            let run = move || {
                // Files give articles, as in a run.
                let articles = |file: u64, give: super::Give<'_, (u64, usize)>| {
                    assert!(file != breaks_first, "broken");
                    _ = (file * 10..file * 10 + 10).all(|n| give((n, (n * 7919 % heaviest) as usize)));
                };
                let feed = |give: super::Give<'_, (u64, usize)>| {
                    let sink = |article| if give(article) { Ok(()) } else { Err(()) };
                    _ = ordered_map(|give| _ = (0..25).all(give), threads, articles, sink);
                };
                let work = |items: Vec<(u64, usize)>| {
                    assert!(items.iter().all(|(n, _)| *n != breaks), "broken");
                    items
                };
                let batch = Batch { items, weight, weigh: |item: &(u64, usize)| item.1 };
                _ = ordered_batches(feed, threads, batch, work, |(n, _)| if n == fails { Err(()) } else { Ok(()) });
            };
            assert!(ends(run) || breaks < 250 || breaks_first < 25, "round {round}");
        }
    }

    #[test]
    fn what_comes_behind_a_gap_does_not_stand_for_all() {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let taken = Arc::clone(&seen);
        let run = move || {
            let (told, heard) = std::sync::mpsc::channel();
            let heard = Mutex::new(heard);
            let work = |items: Vec<u64>| {
                if items == [4] {
                    told.send(()).expect("somebody waits");
                } else if items == [3] {
                    heard.lock().expect("one waits").recv().expect("another is told");
                    panic!("broken");
                }
                items
            };
            let batch = Batch { items: 1, weight: 1000, weigh: |_| 1 };
            let sink = |item| {
                taken.lock().expect("one takes").push(item);
                Ok::<(), ()>(())
            };
            _ = ordered_batches(|give| _ = (0..100).all(give), 4, batch, work, sink);
        };
        assert!(!ends(run));
        assert_eq!(*seen.lock().expect("all have ended"), [0, 1, 2]);
    }
}

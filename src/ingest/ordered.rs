//! Work spread over threads whose results come back in the order of the items, with flat memory: only so many items, and so many
//! results of each, are on their way, however slow the reader of the results is.

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
    ordered(feed, (threads.max(1), AHEAD), serve, sink)
}

/// As [`ordered_map`], of work that goes better on several items: it is called on as many as wait, at most on `most` and mostly on as many,
/// and gives one result for each, in their order. It waits for none, so that the results of a slow feed are not held back.
///
/// # Errors
/// The first error of `sink`, after which no more items are taken.
pub fn ordered_batches<T: Send, R: Send, E>(
    feed: impl FnOnce(Give<'_, T>) + Send,
    (threads, most): (usize, usize),
    work: impl Fn(Vec<T>) -> Vec<R> + Sync,
    sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let serve = |take: Receiver<(T, Sender<R>)>| {
        while let Ok(first) = take.recv() {
            let waiting = std::iter::once(first).chain(take.try_iter()).take(most);
            let (items, senders): (Vec<T>, Vec<Sender<R>>) = waiting.unzip();
            // Nobody is left to take a result that cannot be sent, and soon no item comes any more.
            work(items).into_iter().zip(senders).for_each(|(result, sender)| _ = sender.send(result));
        }
    };
    // As many as are worked on wait.
    ordered(feed, (threads.max(1), 2 * most), serve, sink)
}

/// `serve` takes the items of a thread, and sends the results of each where it says.
fn ordered<T: Send, R: Send, E>(
    feed: impl FnOnce(Give<'_, T>) + Send,
    (threads, ahead): (usize, usize),
    serve: impl Fn(Receiver<(T, Sender<R>)>) + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let (items, take) = bounded::<(T, Sender<R>)>(threads * ahead);
    let (queue, in_order) = bounded::<Receiver<R>>(threads * ahead);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (take, serve) = (take.clone(), &serve);
            scope.spawn(move || serve(take));
        }
        drop(take);
        scope.spawn(move || {
            feed(&mut |item| {
                let (results, receiver) = bounded(WAITING);
                queue.send(receiver).is_ok() && items.send((item, results)).is_ok()
            });
        });
        // Owned by this closure: leaving it early closes the queue, which stops feeder and workers.
        let in_order = in_order;
        in_order.iter().try_for_each(|results| results.iter().try_for_each(&mut sink))
    })
}

#[cfg(test)]
mod tests {
    use super::{ordered_batches, ordered_map};

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
        ordered_batches(feed, (3, 16), work, sink).expect("the sink accepts all");
        assert_eq!(seen, (0..200).map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_failing_sink_stops_batches_of_an_endless_source() {
        let failed =
            ordered_batches(|give| _ = (0u64..).all(give), (4, 8), |items| items, |n| if n < 100 { Ok(()) } else { Err(n) });
        assert_eq!(failed, Err(100));
    }
}

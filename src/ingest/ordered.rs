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
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.max(1);
    let (items, take) = bounded::<(T, Sender<R>)>(threads * AHEAD);
    let (queue, in_order) = bounded::<Receiver<R>>(threads * AHEAD);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (take, work) = (take.clone(), &work);
            scope.spawn(move || {
                for (item, results) in take {
                    work(item, &mut |result| results.send(result).is_ok());
                }
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
        let in_order = in_order;
        in_order.iter().try_for_each(|results| results.iter().try_for_each(&mut sink))
    })
}

#[cfg(test)]
mod tests {
    use super::ordered_map;

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
}

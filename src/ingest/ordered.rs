//! Work spread over threads whose results come back in the order of the items, with flat memory: at most a few items per
//! thread are on their way, however slow the reader of the results is.

use std::thread;

use crossbeam_channel::bounded;

/// Items on their way for each thread: enough to keep all busy while one long item holds up the order.
const AHEAD: usize = 16;

/// Calls `work` on every item over `threads` threads, and `sink` on every result in the order of the items.
///
/// # Errors
/// The first error of `sink`, after which no further item is taken.
pub fn ordered_map<T, R, E>(
    items: impl Iterator<Item = T> + Send,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    R: Send,
{
    let threads = threads.max(1);
    let (give, take) = bounded(threads * AHEAD);
    let (promise, promised) = bounded(threads * AHEAD);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (take, work) = (take.clone(), &work);
            scope.spawn(move || {
                for (item, answer) in take {
                    let answer: crossbeam_channel::Sender<R> = answer;
                    // Nobody waits for it only if the sink has failed.
                    let _ = answer.send(work(item));
                }
            });
        }
        drop(take);
        scope.spawn(move || {
            for item in items {
                let (answer, result) = bounded(1);
                if promise.send(result).is_err() || give.send((item, answer)).is_err() {
                    break;
                }
            }
        });
        // Owned by this closure, so that leaving it early lets the feeding thread stop.
        let promised = promised;
        promised.iter().filter_map(|result| result.recv().ok()).try_for_each(&mut sink)
    })
}

#[cfg(test)]
mod tests {
    use super::ordered_map;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut seen = Vec::new();
        let slow_first = |n: u64| {
            std::thread::sleep(std::time::Duration::from_micros(200 - n));
            n * 2
        };
        ordered_map(0..200, 8, slow_first, |n| {
            seen.push(n);
            Ok::<(), ()>(())
        })
        .expect("the sink accepts all");
        assert_eq!(seen, (0..200).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_failing_sink_stops_an_endless_source() {
        let failed = ordered_map(0.., 4, |n: u64| n, |n| if n < 100 { Ok(()) } else { Err(n) });
        assert_eq!(failed, Err(100));
    }
}

//! Blocks of a text: what stands between blank lines, or single lines where there are none.

/// A run of text without its outer blanks, as bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// How many lines it spans.
    pub lines: u32,
}

impl Block {
    /// The words of the block.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }
}

/// The blocks of `text` from byte `from` on. `\n`, `\r`, `\r\n` and form feeds end a line.
pub fn blocks(text: &str, from: usize) -> Vec<Block> {
    let lines = lines(text, from);
    let has_blank_lines = lines
        .iter()
        .skip_while(|line| line.is_none())
        .collect::<Vec<_>>()
        .windows(2)
        .any(|pair| pair[0].is_none() && pair[1].is_some());
    let ends_block: fn(&str, &Block) -> bool = match (has_blank_lines, is_hard_wrapped(text, &lines)) {
        (true, _) => |_, _| false,
        (false, true) => |text, line| line.of(text).chars().count() < 45,
        (false, false) => |_, _| true,
    };
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in &lines {
        let Some(line) = line else {
            open = false;
            continue;
        };
        match blocks.last_mut() {
            Some(block) if open => {
                block.end = line.end;
                block.lines += 1;
            }
            _ => blocks.push(*line),
        }
        open = !ends_block(text, line);
    }
    blocks
}

/// The lines without their outer blanks; `None` for a blank one.
fn lines(text: &str, from: usize) -> Vec<Option<Block>> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut start = from;
    for at in from..=bytes.len() {
        let ends = bytes.get(at).is_none_or(|b| matches!(b, b'\n' | b'\r' | b'\x0c'));
        if !ends {
            continue;
        }
        let is_pair = at > from && bytes.get(at) == Some(&b'\n') && bytes[at - 1] == b'\r';
        if !is_pair {
            lines.push(trimmed(text, start, at));
        }
        start = at + 1;
    }
    lines
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Block> {
    let line = &text[start..end];
    let kept = line.trim();
    let first = start + (line.len() - line.trim_start().len());
    (!kept.is_empty()).then(|| Block { start: first, end: first + kept.len(), lines: 1 })
}

/// More than 60 % of the lines are 50 to 80 characters long.
fn is_hard_wrapped(text: &str, lines: &[Option<Block>]) -> bool {
    let full: Vec<&Block> = lines.iter().flatten().take(200).collect();
    let wrapped =
        full.iter().filter(|line| line.end - line.start <= 320 && (50..=80).contains(&line.of(text).chars().count())).count();
    full.len() >= 4 && wrapped * 10 > full.len() * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        blocks(text, 0).iter().map(|block| block.of(text)).collect()
    }

    #[test]
    fn blank_lines_part_blocks_however_lines_end() {
        for text in ["a\nb\n\nc\n", "a\r\nb\r\n\r\nc\r\n", "a\rb\r\rc", "\n\n  a\nb \n \t \n\n\nc  \n\n"] {
            let found: Vec<String> =
                texts(text).iter().map(|block| block.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            assert_eq!(found, ["a b", "c"], "{text:?}");
        }
    }

    #[test]
    fn without_blank_lines_every_line_is_a_block() {
        assert_eq!(texts("one\ntwo\r\nthree"), ["one", "two", "three"]);
        assert_eq!(texts(""), Vec::<&str>::new());
    }
}

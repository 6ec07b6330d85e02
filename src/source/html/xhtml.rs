//! Pages in XHTML, as books have them, written as HTML. There `<script src="a.js"/>` and `<title/>` are whole elements; in HTML they are open, and take the
//! rest of the page for what is in them.

use super::scan::next;

/// The page with an end for each element that is whole without one.
pub fn as_html(page: &str) -> String {
    let mut html = String::with_capacity(page.len());
    let mut rest = page;
    while !rest.is_empty() {
        let (piece, length) = next(rest);
        let whole = piece.tag().filter(|tag| tag.is_whole() && !tag.closes);
        let length = whole.map_or(length, |tag| tag.raw.len());
        // The end of one that holds nothing in HTML, either, would be an element of its own.
        match whole.filter(|tag| !tag.is_void()) {
            Some(tag) => html.extend([tag.raw.trim_end_matches("/>"), "></", tag.name, ">"]),
            None => html.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    html
}

#[cfg(test)]
mod tests {
    use super::as_html;

    #[test]
    fn a_whole_element_takes_nothing_of_what_follows_it() {
        for (page, expected) in [
            ("<title/><script src='a.js'/>x<style />", "<title></title><script src='a.js'></script>x<style ></style>"),
            ("<a id='p1'/>x<br/><img src='a'/>y", "<a id='p1'></a>x<br/><img src='a'/>y"),
            ("<script>if (a<b) '<p/>'</script><!-- <p/> --><p>x</p>", "<script>if (a<b) '<p/>'</script><!-- <p/> --><p>x</p>"),
            ("1 </> 2 <p/", "1 </> 2 <p/"),
        ] {
            assert_eq!(as_html(page), expected, "{page}");
        }
    }
}

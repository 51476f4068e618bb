//! Telephones of people with their middle hidden, for walls and for files that leave the house.

/// A number with at least so many figures is somebody's own; fewer are an internal one.
const OWN_FIGURES: usize = 7;
/// Figures of a mobile telephone.
const MOBILE_FIGURES: usize = 11;

/// 199****0001. Several numbers are masked one by one, however they are written.
pub fn masked(numbers: &str) -> String {
    // Between the figures of one number people write spaces, strokes and dots.
    let ends = |sign: char| {
        sign.is_alphabetic() || matches!(sign, '、' | '，' | ',' | '；' | ';' | '/' | '\n')
    };
    let mut hidden = String::new();
    let mut run = String::new();
    for sign in numbers.chars().chain(['\n']) {
        if !ends(sign) {
            run.push(sign);
            continue;
        }
        let own: Vec<char> = figures(&run).collect();
        match own.split_last_chunk::<4>() {
            Some((before, last)) if OWN_FIGURES <= own.len() => {
                // The head of a mobile telephone says only which network it is.
                let shown = if MOBILE_FIGURES <= own.len() { 3 } else { 0 };
                hidden.extend(before.iter().take(shown));
                hidden.push_str("****");
                hidden.extend(last);
            }
            _ => hidden.push_str(&run),
        }
        run.clear();
        hidden.push(sign);
    }
    hidden.trim_end().to_owned()
}

/// Whether it is a mobile telephone, with or without the country in front.
pub fn is_mobile(number: &str) -> bool {
    let figures: String = figures(number).collect();
    MOBILE_FIGURES <= figures.len() && (figures.starts_with('1') || figures.starts_with("861"))
}

/// The figures of a number, those of full width as well.
fn figures(number: &str) -> impl Iterator<Item = char> {
    number.chars().filter_map(figure)
}

fn figure(sign: char) -> Option<char> {
    let value = match sign {
        '０'..='９' => u32::from(sign) - u32::from('０'),
        sign => sign.to_digit(10)?,
    };
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_whole_number_stays_legible() {
        let table = [
            ("19900000001", "199****0001"),
            ("199 0000 0001", "199****0001"),
            ("１９９０００００００１", "199****0001"),
            ("19900000001、19900000002", "199****0001、199****0002"),
            ("+86-199-0000-0001", "861****0001"),
            ("199.0000.0001", "199****0001"),
            ("7012345", "****2345"),
            ("8302/19900000001", "8302/199****0001"),
            ("8302", "8302"),
            ("家里 19900000003", "家里199****0003"),
            ("", ""),
        ];
        for (number, hidden) in table {
            assert_eq!(masked(number), hidden);
        }
        for (number, is) in [("19900000001", true), ("+86 19900000001", true), ("8302", false)] {
            assert_eq!(is_mobile(number), is, "{number}");
        }
    }
}

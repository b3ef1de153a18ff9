/// A length of time as people write it: `180d`, `12h`, `30m`, `3600s`, or `0`.
package enum DurationText {
  /// Two years. Browsers' own lists ask for at least half of it.
  package static let longest = 63_072_000

  /// In seconds; `nil` for anything else and for more than ``longest``.
  package static func seconds(_ text: String) -> Int? {
    let units: [Character: Int] = ["d": 86_400, "h": 3600, "m": 60, "s": 1]
    guard text != "0" else { return 0 }
    guard let unit = text.last.flatMap({ units[$0] }), text.utf8.count <= 10, text.dropLast().utf8.allSatisfy(ASCII.isDigit),
      let count = Int(text.dropLast())
    else { return nil }
    let seconds = count * unit
    return seconds <= longest ? seconds : nil
  }
}

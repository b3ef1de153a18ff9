/// Which files of a repository an app is made of: `api/**`, `*.md`, `web/*/index.html`. Pure, and linear in the path for
/// each star of the pattern.
package struct WatchPattern: Sendable, Equatable {
  private let pattern: [UInt8]

  /// A pattern that ends in a slash is everything below.
  package init(_ text: String) { pattern = Array((text.hasSuffix("/") ? text + "**" : text).utf8) }

  /// `*` and `?` stay within one name, `**` goes over slashes.
  package func matches(_ path: String) -> Bool {
    let path = Array(path.utf8)
    // Places in the pattern that the path read so far can have come to.
    var places = closed([0])
    for byte in path {
      var next: Set<Int> = []
      for place in places where place < pattern.count {
        switch pattern[place] {
        case star where isDouble(place): next.insert(place)
        case star: if byte != slash { next.insert(place) }
        case question: if byte != slash { next.insert(place + 1) }
        default: if pattern[place] == byte { next.insert(place + 1) }
        }
      }
      places = closed(next)
      if places.isEmpty { return false }
    }
    return places.contains(pattern.count)
  }

  /// Stars stand for nothing too, and `**/` for no directory.
  private func closed(_ start: Set<Int>) -> Set<Int> {
    var all = start
    var pending = Array(start)
    while let place = pending.popLast() {
      guard place < pattern.count, pattern[place] == star else { continue }
      var after = [place + (isDouble(place) ? 2 : 1)]
      if isDouble(place), place + 2 < pattern.count, pattern[place + 2] == slash { after.append(place + 3) }
      for next in after where all.insert(next).inserted { pending.append(next) }
    }
    return all
  }

  private func isDouble(_ place: Int) -> Bool { place + 1 < pattern.count && pattern[place + 1] == star }

  private let star = UInt8(ascii: "*")
  private let question = UInt8(ascii: "?")
  private let slash = UInt8(ascii: "/")
}

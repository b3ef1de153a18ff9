/// Two numbers of users (or of groups) that stand for one another: `outside` on the disk, `inside` for processes. All other
/// numbers stand for themselves, but for the two, which would stand for two things. Pure.
package struct OwnerMap: Equatable, Sendable {
  package var outside: UInt32
  package var inside: UInt32

  package init(outside: UInt32, inside: UInt32) {
    self.outside = outside
    self.inside = inside
  }

  /// In the form of uid_map(5): first number on the disk, first number of processes, how many.
  package var text: String {
    guard outside != inside else { return "0 0 \(UInt32.max)\n" }
    let (low, high) = (min(outside, inside), max(outside, inside))
    let spans = [(UInt32(0), low), (low + 1, high), (high + 1, UInt32.max)].filter { $0.0 < $0.1 }
    let own = spans.map { "\($0.0) \($0.0) \($0.1 - $0.0)\n" }.joined()
    return "\(outside) \(inside) 1\n" + own
  }
}

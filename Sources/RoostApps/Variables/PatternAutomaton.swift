/// Finds many byte strings at once in one pass over a text (Aho and Corasick, 1975). Immutable.
///
/// A state stands for the longest end of what was read that begins a pattern. Children of a state are a list, because
/// most states have one; those of the root are a table.
struct PatternAutomaton: Sendable {
  private var children: [UInt32] = [0]
  private var siblings: [UInt32] = [0]
  private var bytes: [UInt8] = [0]
  private var failures: [UInt32] = [0]
  private var depths: [UInt32] = [0]
  /// Of the longest pattern that ends here; 0 is none.
  private var lengths: [UInt32] = [0]
  private var first = [UInt32](repeating: 0, count: 256)

  init(_ patterns: some Sequence<[UInt8]>) {
    for pattern in patterns where !pattern.isEmpty { insert(pattern) }
    link()
  }

  var isEmpty: Bool { children.count == 1 }

  /// The state after one more byte.
  func step(_ state: UInt32, _ byte: UInt8) -> UInt32 {
    var state = state
    while state != 0 {
      let next = child(state, byte)
      if next != 0 { return next }
      state = failures[Int(state)]
    }
    return first[Int(byte)]
  }

  /// How much of what was read may be the beginning of a pattern.
  func depth(_ state: UInt32) -> Int { Int(depths[Int(state)]) }
  func match(_ state: UInt32) -> Int { Int(lengths[Int(state)]) }

  private func child(_ state: UInt32, _ byte: UInt8) -> UInt32 {
    if state == 0 { return first[Int(byte)] }
    var next = children[Int(state)]
    while next != 0, bytes[Int(next)] != byte { next = siblings[Int(next)] }
    return next
  }

  private mutating func insert(_ pattern: [UInt8]) {
    var state: UInt32 = 0
    for byte in pattern {
      let next = child(state, byte)
      state = next != 0 ? next : add(byte, to: state)
    }
    lengths[Int(state)] = UInt32(pattern.count)
  }

  private mutating func add(_ byte: UInt8, to parent: UInt32) -> UInt32 {
    let state = UInt32(children.count)
    siblings.append(children[Int(parent)])
    children[Int(parent)] = state
    children.append(0)
    bytes.append(byte)
    failures.append(0)
    depths.append(depths[Int(parent)] + 1)
    lengths.append(0)
    if parent == 0 { first[Int(byte)] = state }
    return state
  }

  /// Breadth first: the failure of a state is that of its parent, one byte on.
  private mutating func link() {
    var queue: [UInt32] = first.filter { $0 != 0 }
    var next = 0
    while next < queue.count {
      let state = queue[next]
      next += 1
      var child = children[Int(state)]
      while child != 0 {
        let failure = step(failures[Int(state)], bytes[Int(child)])
        failures[Int(child)] = failure
        if lengths[Int(child)] == 0 { lengths[Int(child)] = lengths[Int(failure)] }
        queue.append(child)
        child = siblings[Int(child)]
      }
    }
  }
}

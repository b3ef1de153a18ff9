@testable import RoostGateway

/// What a scanner makes of a text.
enum Scan {
  static func request(_ text: String, limits: HeadLimits = HeadLimits()) -> HeadScan {
    var scanner = RequestScanner(limits: limits)
    return Array(text.utf8).withUnsafeBytes { scanner.scan($0) }
  }

  static func fault(_ text: String, limits: HeadLimits = HeadLimits()) -> MessageFault? {
    if case .fault(let fault) = request(text, limits: limits) { fault } else { nil }
  }

  static func head(_ text: String) -> RequestHead? {
    var scanner = RequestScanner(limits: HeadLimits())
    guard Array(text.utf8).withUnsafeBytes({ scanner.scan($0) }) == .complete else { return nil }
    return scanner.head
  }

  static func response(_ text: String) -> HeadScan {
    var scanner = ResponseScanner(limits: HeadLimits())
    return Array(text.utf8).withUnsafeBytes { scanner.scan($0) }
  }
}

/// A connection's whole input, read by ``RequestMachine`` in pieces: what came out, in words that do not depend on
/// how the input was cut.
struct Transcript: Equatable, CustomStringConvertible {
  var lines: [String] = []
  var description: String { lines.joined(separator: " | ") }

  init(_ input: [UInt8], cuts: [Int], limits: HeadLimits = HeadLimits()) {
    var machine = RequestMachine(limits: limits, maximumBody: 1 << 20)
    var pending: [UInt8] = []
    var start = 0
    for cut in cuts + [input.count] {
      pending += input[start..<cut]
      start = cut
      read(&pending, with: &machine)
    }
  }

  private mutating func read(_ pending: inout [UInt8], with machine: inout RequestMachine) {
    while !pending.isEmpty {
      switch pending.withUnsafeBytes({ machine.next($0) }) {
      case .wait: return
      case .begin:
        let head = machine.scanner.head
        lines.append("head \(String(decoding: pending[head.target.start..<head.target.end], as: UTF8.self)) \(head.framing)")
        pending.removeFirst(head.end)
        if head.framing == .none { machine.exchangeEnded() }
      case .forward(let count, let ends):
        body(pending.prefix(count))
        pending.removeFirst(count)
        if ends { machine.exchangeEnded() }
      case .discard(let count):
        pending.removeFirst(count)
      case .hold: return
      case .refuse(let fault):
        // How much of a body that turns out broken was passed on before depends on how it came.
        if let last = lines.last, last.hasPrefix("body ") { lines.removeLast() }
        lines.append("fault \(fault)")
        return pending.removeAll()
      }
    }
  }

  /// Consecutive parts of a body are one line.
  private mutating func body(_ bytes: ArraySlice<UInt8>) {
    let text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    if let last = lines.last, last.hasPrefix("body ") {
      lines[lines.count - 1] = last + text
    } else {
      lines.append("body " + text)
    }
  }
}

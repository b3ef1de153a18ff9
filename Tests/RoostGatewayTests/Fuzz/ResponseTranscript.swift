@testable import RoostGateway

/// An app's whole output as ``ResponseMachine`` reads it in pieces, in words that do not depend on the cuts.
struct ResponseTranscript: Equatable, CustomStringConvertible {
  private var lines: [String] = []
  private var isOver = false
  var description: String { lines.joined(separator: " | ") }

  init(_ input: [UInt8], cuts: [Int], toHead: Bool, upgrade: Bool) {
    var machine = ResponseMachine(limits: HeadLimits())
    machine.expect(isHeadRequest: toHead, upgrade: upgrade)
    var pending: [UInt8] = []
    var start = 0
    for cut in cuts + [input.count] {
      pending += input[start..<cut]
      start = cut
      read(&pending, with: &machine)
    }
    if !isOver { lines.append("\(machine.closed())") }
  }

  private mutating func read(_ pending: inout [UInt8], with machine: inout ResponseMachine) {
    while !pending.isEmpty, !isOver {
      switch pending.withUnsafeBytes({ machine.next($0) }) {
      case .wait: return
      case .interim:
        lines.append("interim \(machine.scanner.head.status)")
        pending.removeFirst(machine.scanner.head.end)
        machine.interimPassed()
      case .begin(let ends):
        lines.append("head \(machine.scanner.head.status) \(machine.scanner.head.framing(ofHead: false))")
        pending.removeFirst(machine.scanner.head.end)
        isOver = ends
      case .forward(let count, let ends):
        body(pending.prefix(count))
        pending.removeFirst(count)
        isOver = ends
      case .tunnel(let count):
        body(pending.prefix(count))
        pending.removeFirst(count)
      case .refuse(let fault):
        // How much of a body that turns out broken was passed on before depends on how it came.
        if let last = lines.last, last.hasPrefix("body ") { lines.removeLast() }
        lines.append("fault \(fault)")
        isOver = true
      case .surplus: isOver = true
      }
    }
  }

  private mutating func body(_ bytes: ArraySlice<UInt8>) {
    let text = bytes.map { String($0, radix: 16) }.joined(separator: ".") + "."
    if let last = lines.last, last.hasPrefix("body ") {
      lines[lines.count - 1] = last + text
    } else {
      lines.append("body " + text)
    }
  }
}

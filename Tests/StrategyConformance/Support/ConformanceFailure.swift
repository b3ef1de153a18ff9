/// What a strategy did otherwise than the contract says.
struct ConformanceFailure: Error, CustomStringConvertible {
  let description: String

  init(_ what: String, _ file: StaticString, _ line: UInt) { description = "\(file):\(line): \(what)" }
}

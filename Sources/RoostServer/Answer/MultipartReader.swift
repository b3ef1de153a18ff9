import Glibc
import RoostModel

/// Takes a body of `multipart/form-data` (RFC 7578) apart while it comes in. Pure; holds no more than a head and a delimiter.
struct MultipartReader {
  enum Event: Equatable {
    /// A field or, with a file name, a file begins.
    case begin(name: String, fileName: String?)
    case bytes([UInt8])
    case end
  }

  private enum State { case preamble, delimiter, head, body, epilogue }

  private static let longestHead = 8 << 10
  private static let longestBoundary = 70
  private static let mostParts = 100

  private let delimiter: [UInt8]
  private var state = State.preamble
  private var parts = 0
  /// The first delimiter has no line before it.
  private var rest: [UInt8] = [13, 10]

  /// `nil` for another type, or one that does not say what stands between the parts.
  init?(contentType: String) {
    let fields = contentType.split(separator: ";").map { $0.drop { $0 == " " } }
    guard fields.first?.lowercased() == "multipart/form-data" else { return nil }
    guard let field = fields.first(where: { $0.lowercased().hasPrefix("boundary=") }) else { return nil }
    let boundary = field.dropFirst("boundary=".count).filter { $0 != "\"" }
    guard !boundary.isEmpty, boundary.utf8.count <= MultipartReader.longestBoundary else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  /// Whether the last delimiter was there.
  var isWhole: Bool { state == .epilogue }

  mutating func take(_ bytes: some Sequence<UInt8>) throws(Problem) -> [Event] {
    if state == .epilogue { return [] }
    rest += bytes
    var events: [Event] = []
    while try step(&events) {}
    return events
  }

  /// Whether it came further.
  private mutating func step(_ events: inout [Event]) throws(Problem) -> Bool {
    switch state {
    case .preamble, .body: return scan(&events)
    case .head: return try readHead(&events)
    case .epilogue:
      rest = []
      return false
    case .delimiter:
      guard rest.count >= 2 else { return false }
      switch (rest[0], rest[1]) {
      case (45, 45): state = .epilogue
      case (13, 10):
        parts += 1
        guard parts <= MultipartReader.mostParts else { throw MultipartReader.wrong("it has too many parts") }
        state = .head
      default: throw MultipartReader.wrong("a delimiter ends in other signs")
      }
      rest.removeFirst(2)
      return true
    }
  }

  private mutating func scan(_ events: inout [Event]) -> Bool {
    let isBody = state == .body
    guard let place = MultipartReader.find(delimiter, in: rest) else {
      // What may be the beginning of a delimiter waits.
      let ready = rest.count - (delimiter.count - 1)
      if ready > 0 {
        if isBody { events.append(.bytes(Array(rest[..<ready]))) }
        rest.removeFirst(ready)
      }
      return false
    }
    if isBody {
      if place > 0 { events.append(.bytes(Array(rest[..<place]))) }
      events.append(.end)
    }
    rest.removeFirst(place + delimiter.count)
    state = .delimiter
    return true
  }

  private mutating func readHead(_ events: inout [Event]) throws(Problem) -> Bool {
    guard let end = MultipartReader.find([13, 10, 13, 10], in: rest) else {
      guard rest.count <= MultipartReader.longestHead else { throw MultipartReader.wrong("a head is too long") }
      return false
    }
    guard let text = String(validating: rest[..<end], as: UTF8.self) else { throw MultipartReader.wrong("a head is not UTF-8") }
    let line = text.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("content-disposition:") }
    guard let line, let name = MultipartReader.parameter("name", of: line) else {
      throw MultipartReader.wrong("a part has no name")
    }
    events.append(.begin(name: name, fileName: MultipartReader.parameter("filename", of: line)))
    rest.removeFirst(end + 4)
    state = .body
    return true
  }

  /// Browsers write `"` as `%22`, so that a value ends at the next one.
  private static func parameter(_ name: String, of line: Substring) -> String? {
    guard let start = line.firstRange(of: " \(name)=\"") else { return nil }
    let value = line[start.upperBound...]
    guard let end = value.firstIndex(of: "\"") else { return nil }
    return String(value[..<end]).replacing("%22", with: "\"")
  }

  /// By its first byte, which is rare in most files.
  private static func find(_ needle: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) -> Int? in
      guard let base = bytes.baseAddress else { return nil }
      var from = 0
      while from + needle.count <= bytes.count {
        guard let hit = memchr(base + from, Int32(needle[0]), bytes.count - needle.count - from + 1) else { return nil }
        let place = UnsafeRawPointer(hit) - base
        if bytes[place..<place + needle.count].elementsEqual(needle) { return place }
        from = place + 1
      }
      return nil
    }
  }

  static func wrong(_ why: String) -> Problem {
    Problem(.usageInvalid, "the upload cannot be read: \(why)", hint: "use the page's own form, or: roost deploy ARCHIVE")
  }
}

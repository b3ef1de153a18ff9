import FoundationEssentials
import RoostModel
import Synchronization

/// Where a client of an access log is: behind a line, which its time and its request name.
struct AccessLogPlace: Sendable, Equatable {
  let time: String
  let request: String

  /// What is written into an event: the request's id may be what a client made up.
  var text: String { "\(time)/\(PathSegment.encode(request))" }

  init(_ record: AccessRecord) { (time, request) = (record.time, record.id) }

  /// Throws `usage.invalid` for what no event had.
  init(_ text: String) throws(Problem) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, TimePoint.instant(parts[0]) != nil, let request = PathSegment.decode(parts[1]) else {
      throw Problem(
        .usageInvalid, "Last-Event-ID must be the id of an event of this stream", hint: "leave the field out to begin anew")
    }
    (time, self.request) = (String(parts[0]), request)
  }

  /// What comes behind it. A line that is not kept any more was before all that came later.
  func rest(of records: [AccessRecord]) -> [AccessRecord] {
    guard let seen = records.lastIndex(where: { AccessLogPlace($0) == self }) else { return records.filter { $0.time > time } }
    return Array(records[(seen + 1)...])
  }
}

/// The requests in the parts of an access log, for a client that saw some of them.
struct AccessLogReader: Sendable {
  let parts: AsyncStream<[UInt8]>
  var place: AccessLogPlace?

  /// The first part is what is kept; what comes then is new.
  var records: some AsyncSequence<AccessRecord, Never> & Sendable {
    let first = FirstTime()
    return parts.flatMap { [place] lines in
      let records = AccessLogReader.records(in: lines)
      let isKept = first.isNow()
      let wanted = isKept ? place?.rest(of: records) ?? records : records
      return AsyncStream { stream in
        for record in wanted { stream.yield(record) }
        stream.finish()
      }
    }
  }

  /// The requests in whole lines; other lines tell of what was dropped.
  private static func records(in lines: [UInt8]) -> [AccessRecord] {
    lines.split(separator: UInt8(ascii: "\n")).compactMap { try? JSONDecoder().decode(AccessRecord.self, from: Data($0)) }
  }

  private final class FirstTime: Sendable {
    private let isOver = Mutex(false)

    func isNow() -> Bool {
      isOver.withLock { isOver in
        defer { isOver = true }
        return !isOver
      }
    }
  }
}

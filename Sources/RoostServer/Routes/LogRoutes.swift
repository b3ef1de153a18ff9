import FoundationEssentials
import Hummingbird
import RoostModel

/// `/api/v1/apps/NAME/logs`.
struct LogRoutes: Sendable {
  let logs: @Sendable (LogQuery) async throws(Problem) -> AsyncThrowingStream<LogLine, any Error>

  func add(to router: APIRoutes) {
    let logs = logs
    router.items(
      "apps/:name/logs", .appsRead, query: LogRoutes.fields, during: "reading the app's output"
    ) { request, context in
      try await logs(LogRoutes.query(of: request, RequestReader.appName(in: context)))
    }
  }

  private static let fields: [QueryField] = [
    .flag("follow"), .count("tail"), .text("from"), .text("process"), .text("since"), .text("until"), .number("release"),
    .text("grep"), .flag("ignore-case"), .flag("lines"), .words("stream", LogStream.allCases.map(\.rawValue)),
    .words("level", LogLevel.allCases.map(\.rawValue)), .flag("build"), .number("deployment"),
  ]

  /// A browser that connects again says what it saw last.
  private static func query(of request: Request, _ app: AppName) throws(Problem) -> LogQuery {
    let filter = try filter(of: request)
    let follows = try RequestReader.flag("follow", of: request)
    if follows, filter.until != nil {
      throw wrong("what follows has no end: until and follow exclude each other", "leave one of them out")
    }
    let last = try StreamForm.lastID(of: request).map { (text) throws(Problem) in
      guard let position = LogPosition(text) else {
        throw wrong("Last-Event-ID must be the id of an event of this stream", "leave the field out to begin anew")
      }
      return position
    }
    let position = try RequestReader.position("from", of: request)
    return LogQuery(
      app: app, process: RequestReader.text("process", of: request), follows: follows,
      tail: try RequestReader.count("tail", of: request), from: last ?? position,
      filter: filter, build: try build(of: request, filter))
  }

  /// What a page of the newest lines shows.
  static func shown(of request: Request, _ app: AppName, tail: Int) throws(Problem) -> LogQuery {
    let request = withoutEmptyFields(request)
    var filter = try filter(of: request)
    filter.byLine = true
    return LogQuery(app: app, tail: tail, filter: filter, build: try build(of: request, filter))
  }

  /// A form sends every field, also those that nobody filled in.
  private static func withoutEmptyFields(_ request: Request) -> Request {
    let parts = (request.head.path ?? "").split(separator: "?", maxSplits: 1)
    guard parts.count == 2 else { return request }
    var head = request.head
    head.path = parts[0] + "?" + parts[1].split(separator: "&").filter { !$0.hasSuffix("=") }.joined(separator: "&")
    return Request(head: head, body: request.body)
  }

  private static func filter(of request: Request) throws(Problem) -> LogFilter {
    let text = RequestReader.text("grep", of: request)
    guard text?.utf8.count ?? 0 <= LogFilter.longestText else {
      throw wrong("grep is longer than \(LogFilter.longestText) bytes", "ask for a part of it")
    }
    return LogFilter(
      since: try moment("since", of: request), until: try moment("until", of: request),
      release: try RequestReader.number("release", of: request), text: text,
      ignoresCase: try RequestReader.flag("ignore-case", of: request), byLine: try RequestReader.flag("lines", of: request),
      channel: try word(LogStream.self, "stream", of: request)?.channel, level: try word(LogLevel.self, "level", of: request))
  }

  private static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ type: Word.Type, _ name: String, of request: Request
  ) throws(Problem) -> Word? {
    guard let text = RequestReader.text(name, of: request) else { return nil }
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw wrong("\(name) must be one of \(words), not \(text.prefix(40).debugDescription)", "leave \(name) out for all of them")
    }
    return word
  }

  private static func moment(_ name: String, of request: Request) throws(Problem) -> Double? {
    guard let text = RequestReader.text(name, of: request) else { return nil }
    guard let moment = TimePoint.seconds(text, now: Date.now.timeIntervalSince1970) else {
      throw wrong(
        "\(name) must be a time, not \(text.prefix(40).debugDescription)", "write 1h, 2026-11-20T10:00Z or seconds since 1970")
    }
    return moment
  }

  /// A search without a number goes through all deployments.
  private static func build(of request: Request, _ filter: LogFilter) throws(Problem) -> BuildLogSelection? {
    let number = try RequestReader.number("deployment", of: request)
    let isWanted = try RequestReader.flag("build", of: request)
    if let number { return .deployment(number) }
    guard isWanted else { return nil }
    return filter.text != nil || filter.since != nil || filter.until != nil ? .all : .newest
  }

  private static func wrong(_ message: String, _ hint: String) -> Problem { Problem(.usageInvalid, message, hint: hint) }
}

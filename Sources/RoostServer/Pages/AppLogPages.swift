import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import RoostDashboard
import RoostModel

/// An app's output as a page, as rows for its script, and as a text to save.
struct AppLogPages: Sendable {
  static let lines = 1000

  let site: PageSite

  func add(to router: APIRoutes) {
    let (site, apps) = (site, site.operations.apps)
    router.page("apps/:name/logs", .appsRead) { request, context in
      let detail = try await apps.detail(RequestReader.appName(in: context))
      let query = try LogRoutes.shown(of: request, detail.summary.name, tail: AppLogPages.lines)
      let lines = try await AppLogPages.read(apps.logs(query))
      var filter = query.filter
      filter.byLine = false
      let releases = detail.releases.map(\.number).sorted(by: >)
      let page = AppLogsPage(
        app: detail.summary, lines: lines, filter: filter, releases: releases, isBuild: query.build != nil,
        since: RequestReader.text("since", of: request).flatMap { $0.isEmpty ? nil : $0 })
      return site.page(page, request, context)
    }
    router.get("apps/:name/logs/lines", .appsRead) { request, context in
      var query = try LogRoutes.shown(of: request, RequestReader.appName(in: context), tail: AppLogPages.lines)
      query.tail = try RequestReader.count("tail", of: request)
      query.follows = true
      // A page that was hidden goes on where it was.
      let position = try RequestReader.position("from", of: request)
      query.from = StreamForm.lastID(of: request).flatMap { LogPosition($0) } ?? position
      let rows = try await apps.logs(query).map { LogRow($0) }
      return ItemAnswer.response(of: rows, during: "reading the app's output", for: context, as: .events)
    }
    router.get("apps/:name/logs/text", .appsRead) { request, context in
      var query = try LogRoutes.shown(of: request, RequestReader.appName(in: context), tail: AppLogPages.lines)
      query.tail = nil
      return AppLogPages.text(try await apps.logs(query), named: "\(query.app).log")
    }
  }

  /// Each line with its time, as the program wrote it.
  private static func text(_ lines: AsyncThrowingStream<LogLine, any Error>, named name: String) -> Response {
    let body = ResponseBody { writer in
      var bytes = ByteBuffer()
      for try await line in lines {
        bytes.writeString("\(TimePoint.text(line.at)) \(line.text)\(line.text.hasSuffix("\n") ? "" : "\n")")
        guard bytes.readableBytes > 64 << 10 else { continue }
        try await writer.write(bytes)
        bytes.clear()
      }
      try await writer.write(bytes)
      try await writer.finish(nil)
    }
    return Response(
      status: .ok,
      headers: [.contentType: "text/plain; charset=utf-8", .contentDisposition: FileAnswer.disposition(name)], body: body)
  }

  /// The newest lines of what is read, a bounded number.
  static func read(_ lines: AsyncThrowingStream<LogLine, any Error>) async throws -> [LogLine] {
    var newest: [LogLine] = []
    for try await line in lines {
      newest.append(line)
      if newest.count > 2 * AppLogPages.lines { newest.removeFirst(AppLogPages.lines) }
    }
    return newest.suffix(AppLogPages.lines)
  }
}

extension LogRow: Resumable { var streamID: String { next.description } }

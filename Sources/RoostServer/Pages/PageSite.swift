import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import RoostDashboard
import RoostModel

/// Where pages are registered, as routes of the API are: each says what its caller must be allowed.
struct PageSite: Sendable {
  let operations: DaemonOperations
  let works: WorkBook

  /// A page as an answer.
  func page(_ page: some Page, _ request: Request, _ context: APIContext, status: HTTPResponse.Status = .ok) -> Response {
    let frame = PageAnswer.frame(request, context)
    guard !LivePage.isWanted(by: request) else {
      context.shown.put(page, in: frame)
      return Response(status: status)
    }
    return PageAnswer.page(page, in: frame, status: status)
  }
}

extension APIRoutes {
  func page(
    _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil, use handler: @escaping Handler
  ) {
    let events = events
    on(.get, path, action, subject) { request, context in
      guard let events, LivePage.isWanted(by: request) else { return try await handler(request, context) }
      let seen = StreamForm.lastID(of: request) ?? RequestReader.text("seen", of: request) ?? ""
      let live = LivePage(events: events, render: { try await handler(request, context) }, context: context, seen: seen)
      return try await live.response()
    }
  }

  /// What a form is sent to.
  func form(
    _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil,
    use handler: @escaping @Sendable (FormFields, Request, APIContext) async throws -> Response
  ) {
    on(.post, path, action, subject, body: .form) { request, context in
      try await handler(try await FormFields(of: request), request, context)
    }
  }
}

/// Pages as bytes of an answer, and the way from one to another.
enum PageAnswer {
  static func page(_ page: some Page, in frame: Frame, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: Document(page, in: frame).bytes)))
  }

  static func redirect(to place: Place) -> Response { redirect(to: place.path) }

  static func redirect(to path: String) -> Response { Response(status: .seeOther, headers: [.location: path]) }

  static func frame(_ request: Request, _ context: APIContext) -> Frame {
    Frame(
      node: MachineName.current, version: RoostVersion.current, user: context.actor.kind == .nobody ? nil : context.actor.name,
      theme: theme(of: request), now: Date.now.timeIntervalSince1970, assets: Asset.directory, isLive: true)
  }

  static let themeCookie = "roost_theme"

  private static func theme(of request: Request) -> Frame.Theme {
    let words = (request.headers[.cookie] ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
    let value = words.first { $0.hasPrefix("\(themeCookie)=") }?.dropFirst(themeCookie.count + 1)
    return value.flatMap { Frame.Theme(rawValue: String($0)) } ?? .system
  }

  /// A path of these pages that somebody sent along; nothing that leads elsewhere.
  static func path(_ text: String?) -> String? {
    guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), text.utf8.count <= 500 else { return nil }
    return text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") } ? text : nil
  }
}

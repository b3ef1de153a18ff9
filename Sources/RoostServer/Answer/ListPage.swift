import HTTPTypes
import Hummingbird
import RoostModel

/// A part of a list that grows: newest first, numbered. `limit` says how many, `before` where to go on.
struct ListPage<Item: Sendable>: Sendable {
  let items: [Item]
  /// What `before` is for the next part; `nil` at the end.
  let next: Int?

  init(of all: [Item], _ number: (Item) -> Int, limit: Int?, before: Int?) {
    let rest = before.map { before in all.filter { number($0) < before } } ?? all
    guard let limit, rest.count > limit else {
      (items, next) = (rest, nil)
      return
    }
    items = Array(rest.prefix(limit))
    next = items.last.map(number)
  }

  /// The part that a request asks for.
  init(of all: [Item], _ number: (Item) -> Int, for wanted: ListPart) {
    self.init(of: all, number, limit: wanted.limit, before: wanted.before)
  }

  /// `</api/v1/apps/shop/releases?limit=2&before=5>; rel="next"`
  func link(for request: Request) -> String? {
    guard let next else { return nil }
    let others = request.uri.queryParameters.filter { $0.key != "limit" && $0.key != "before" }
    let query = others.map { "&\($0.key)=\(PathSegment.encode(String($0.value)))" }.sorted().joined()
    return "<\(request.uri.path)?limit=\(items.count)&before=\(next)\(query)>; rel=\"next\""
  }

  /// Says in an answer where the next part is.
  func addLink(to response: inout Response, for request: Request) {
    if let link = link(for: request), let name = HTTPField.Name("Link") { response.headers[name] = link }
  }
}

/// Which part of a list is asked for.
struct ListPart: Sendable, Equatable {
  var limit: Int?
  var before: Int?

  static let query: [QueryField] = [.count("limit"), .number("before")]

  init(of request: Request) throws(Problem) {
    limit = try RequestReader.count("limit", of: request)
    guard limit != 0 else {
      throw Problem(.usageInvalid, "limit must be 1 or more", hint: "leave limit out for everything, or ask for some: 50")
    }
    before = try RequestReader.number("before", of: request)
  }

  /// Of a stream of values; `nil` when all of it is asked for, or what comes.
  init?(ofStream request: Request) throws(Problem) {
    try self.init(of: request)
    guard limit != nil || before != nil else { return nil }
    guard StreamForm.lastID(of: request) == nil,
      request.uri.queryParameters.get("tail") == nil, try !RequestReader.flag("follow", of: request)
    else {
      throw Problem(
        .usageInvalid, "a part of a list ends: limit and before exclude follow, tail and Last-Event-ID",
        hint: "leave out one or the other")
    }
  }
}

extension APIRoutes {
  /// Answers with a list, or the part of it that is asked for.
  func list<Item: Model>(
    _ path: String, _ action: AccessAction, by number: @escaping @Sendable (Item) -> Int,
    with reader: @escaping @Sendable (Request, APIContext) async throws -> [Item]
  ) {
    let form = RouteForm(gives: .value([Item].self), query: ListPart.query, isPaged: true)
    get(path, action, form: form) { request, context in
      let part = try ListPart(of: request)
      let page = ListPage(of: try await reader(request, context), number, for: part)
      var response = try JSONAnswer.value(page.items, for: request)
      page.addLink(to: &response, for: request)
      return response
    }
  }

  /// Answers with values as they come, oldest first; a part of them is newest first, as parts of lists are. The reader may leave out
  /// what is not of that part, but for one more than `limit`.
  func items<Items: AsyncSequence & Sendable>(
    _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil, query: [QueryField], during activity: String,
    by number: @escaping @Sendable (Items.Element) -> Int,
    with reader: @escaping @Sendable (Request, APIContext, ListPart?) async throws -> Items
  ) where Items.Element: Model {
    let form = RouteForm(gives: .items(Items.Element.self), query: query + ListPart.query, isPaged: true)
    get(path, action, subject, form: form) { request, context in
      let part = try ListPart(ofStream: request)
      let items = try await reader(request, context, part)
      let form = StreamForm(wantedBy: request)
      guard let part else { return ItemAnswer.response(of: items, during: activity, for: context, as: form) }
      var all: [Items.Element] = []
      for try await item in items { all.append(item) }
      let page = ListPage(of: all.reversed(), number, for: part)
      let shown = AsyncStream { stream in
        for item in page.items { stream.yield(item) }
        stream.finish()
      }
      var response = ItemAnswer.response(of: shown, during: activity, for: context, as: form)
      page.addLink(to: &response, for: request)
      return response
    }
  }
}

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
  init(of all: [Item], _ number: (Item) -> Int, for request: Request) throws(Problem) {
    let limit = try RequestReader.count("limit", of: request)
    guard limit != 0 else {
      throw Problem(.usageInvalid, "limit must be 1 or more", hint: "leave limit out for everything, or ask for some: 50")
    }
    self.init(of: all, number, limit: limit, before: try RequestReader.number("before", of: request))
  }

  /// `</api/v1/apps/shop/releases?limit=2&before=5>; rel="next"`
  func link(for request: Request) -> String? {
    next.map { "<\(request.uri.path)?limit=\(items.count)&before=\($0)>; rel=\"next\"" }
  }
}

extension APIRoutes {
  /// Answers with a list, or the part of it that is asked for.
  func list<Item: Model>(
    _ path: String, _ action: AccessAction, by number: @escaping @Sendable (Item) -> Int,
    with reader: @escaping @Sendable (Request, APIContext) async throws -> [Item]
  ) {
    let form = RouteForm(gives: .value([Item].self), query: [.count("limit"), .number("before")], isPaged: true)
    get(path, action, form: form) { request, context in
      let page = try ListPage(of: try await reader(request, context), number, for: request)
      var response = try JSONAnswer.value(page.items, for: request)
      if let link = page.link(for: request), let name = HTTPField.Name("Link") { response.headers[name] = link }
      return response
    }
  }
}

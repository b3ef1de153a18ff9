import Hummingbird
import NIOCore
import RoostModel

/// `/api/v1/openapi.json`: the API, described for machines.
struct DescriptionRoutes: Sendable {
  let table: RouteTable

  func add(to router: APIRoutes) {
    let table = table
    let form = RouteForm(gives: .bytes("application/json"))
    router.get("openapi.json", .nodeStatus, .visible, form: form) { _, _ in
      try JSONAnswer.value(try OpenAPIDocument(table.entries).json)
    }
  }
}

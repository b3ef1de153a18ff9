import Hummingbird
import NIOCore
import RoostModel
import Synchronization

/// `/api/v1/openapi.json`: the API, described for machines.
struct DescriptionRoutes: Sendable {
  let table: RouteTable

  func add(to router: APIRoutes) {
    let table = table
    let form = RouteForm(gives: .bytes("application/json"))
    // What every route takes and gives is learnt from its types, which takes a while; it never changes.
    let learnt = Mutex<(bytes: ByteBuffer, tag: EntityTag)?>(nil)
    router.get("openapi.json", .nodeStatus, .visible, form: form) { request, _ in
      let (bytes, tag) = try learnt.withLock { learnt in
        if let learnt { return learnt }
        let bytes = try JSONAnswer.bytes(of: try OpenAPIDocument(table.entries).json)
        let made = (bytes, EntityTag(bytes))
        learnt = made
        return made
      }
      return JSONAnswer.tagged(bytes, tag, for: request)
    }
  }
}

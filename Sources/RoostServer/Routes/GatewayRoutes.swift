import Hummingbird
import NIOCore
import RoostModel

/// `/api/v1/gateway`, `/api/v1/gateway/metrics` and `/api/v1/apps/NAME/access-log`.
struct GatewayRoutes: Sendable {
  let operations: GatewayOperations

  func add(to router: APIRoutes) {
    let operations = operations
    router.answer(get: "gateway", .nodeRead, with: operations.status)
    router.get("gateway/metrics", .nodeRead, form: RouteForm(gives: .bytes("text/plain"))) { _, _ in
      let text = PrometheusText(status: try await operations.status()).text
      return Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
    router.items(
      "apps/:name/access-log", .appsRead, query: [.count("tail"), .flag("follow")], during: "reading the access log"
    ) { request, context in
      let place = try StreamForm.lastID(of: request).map { (text) throws(Problem) in try AccessLogPlace(text) }
      let tail = try RequestReader.count("tail", of: request)
      let parts = try await operations.accessLog(
        RequestReader.appName(in: context), place == nil ? tail : nil, RequestReader.flag("follow", of: request))
      return AccessLogReader(parts: parts, place: place).records
    }
  }
}

import HTTPTypes
import Hummingbird
import NIOCore
import RoostDashboard
import RoostModel

/// Style, scripts and icons: for everybody, and for ever.
enum AssetRoutes {
  private static let files = Dictionary(uniqueKeysWithValues: Asset.all.map { ($0.name, $0) })

  static func add(to router: APIRoutes) {
    router.page("assets/:version/:file", .sessionOpen) { _, context in
      guard let name = context.parameters.get("file"), let asset = files[name] else { throw HTTPError(.notFound) }
      return Response(
        status: .ok,
        headers: [.contentType: asset.mediaType, .cacheControl: "public, max-age=31536000, immutable"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }
  }
}

import Foundation
import RoostSystem
import Synchronization
import SystemPackage

/// A registry on loopback that speaks the OCI distribution protocol: tokens, an index of platforms, a manifest, blobs.
final class TinyRegistry: Sendable {
  static let repository = "library/tiny"
  private static let token = "let-me-in"

  /// What it serves: by digest.
  let blobs: [String: [UInt8]]
  let index: [UInt8]
  /// Bytes in place of the right ones, by digest.
  let swapped: Mutex<[String: [UInt8]]> = Mutex([:])

  /// `layers` are packed tar archives with their media types.
  init(layers: [(bytes: [UInt8], type: String)], architecture: String) {
    var blobs: [String: [UInt8]] = [:]
    let descriptors = layers.map { layer in
      let digest = "sha256:" + Sums.sha256(layer.bytes)
      blobs[digest] = layer.bytes
      return #"{"mediaType":"\#(layer.type)","digest":"\#(digest)","size":\#(layer.bytes.count)}"#
    }
    let manifest = Array(
      #"{"schemaVersion":2,"config":{"digest":"sha256:0","size":2},"layers":[\#(descriptors.joined(separator: ","))]}"#.utf8)
    let digest = "sha256:" + Sums.sha256(manifest)
    blobs[digest] = manifest
    let own = #"{"digest":"\#(digest)","size":\#(manifest.count),"platform":{"architecture":"\#(architecture)","os":"linux"}}"#
    let foreign = #"{"digest":"sha256:1","size":1,"platform":{"architecture":"s390x","os":"linux"}}"#
    index = Array(#"{"schemaVersion":2,"manifests":[\#(foreign),\#(own)]}"#.utf8)
    self.blobs = blobs
  }

  func serve() throws -> FaultyServer {
    try FaultyServer { [self] request in
      if request.path.hasPrefix("/token?") {
        let right = request.path == "/token?service=tiny&scope=repository%3Alibrary%2Ftiny%3Apull"
        return right ? .init(body: Array(#"{"token":"\#(TinyRegistry.token)"}"#.utf8)) : .init(status: 400)
      }
      // Where blobs really lie: as elsewhere, whoever sends a token there is refused.
      if request.path.hasPrefix("/store/") {
        guard request.headers["authorization"] == nil else { return .init(status: 400) }
        return blob(String(request.path.dropFirst("/store/".count)), for: request)
      }
      guard request.headers["authorization"] == "Bearer \(TinyRegistry.token)" else {
        let host = request.headers["host"] ?? ""
        let challenge = #"Bearer realm="http://\#(host)/token",service="tiny",scope="repository:library/tiny:pull""#
        return .init(status: 401, headers: ["WWW-Authenticate": challenge])
      }
      return answer(request)
    }
  }

  private func answer(_ request: FaultyServer.Request) -> FaultyServer.Answer {
    let base = "/v2/\(TinyRegistry.repository)"
    if request.path == base + "/manifests/stable" { return .init(body: index) }
    if request.path.hasPrefix(base + "/manifests/sha256:") {
      return blob(String(request.path.dropFirst(base.count + "/manifests/".count)), for: request)
    }
    guard request.path.hasPrefix(base + "/blobs/") else { return .init(status: 404) }
    let port = Int(request.headers["host"]?.split(separator: ":").last ?? "") ?? 0
    let digest = request.path.dropFirst(base.count + "/blobs/".count)
    // Another origin: the same server by its other name.
    return .init(status: 307, headers: ["Location": "http://localhost:\(port)/store/\(digest)"])
  }

  private func blob(_ digest: String, for request: FaultyServer.Request) -> FaultyServer.Answer {
    guard let bytes = swapped.withLock({ $0[digest] }) ?? blobs[digest] else { return .init(status: 404) }
    return .file(bytes, for: request)
  }
}

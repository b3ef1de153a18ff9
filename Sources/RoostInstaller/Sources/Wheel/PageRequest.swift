import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import RoostModel

/// One request for a page of a package index.
struct PageRequest {
  let address: String
  let limit: Int
  let patience: TimeAmount

  /// `nil` when there is no such page. A refusal by the server is a problem; a connection that fails, any error.
  func run(with client: HTTPClient) async throws -> [IndexFile]? {
    var request = FollowedRequest(address: address, patience: patience)
    request.headers.add(name: "Accept", value: IndexPage.accept)
    let (response, place) = try await request.run(with: client)
    if response.status == .notFound { return nil }
    guard response.status == .ok else { throw refused(response.status) }
    let body = try await response.body.collect(upTo: limit)
    let type = response.headers.first(name: "Content-Type") ?? "text/html"
    return try IndexPage.files(in: Array(body.readableBytesView), contentType: type).compactMap { file in
      guard let url = WebAddress.absolute(file.url, relativeTo: place, user: WebAddress.userText(of: address)) else { return nil }
      var file = file
      file.url = url
      return file
    }
  }

  private func refused(_ status: HTTPResponseStatus) -> Problem {
    Problem(
      .downloadFailed, "the Python package index answered \(status.code) \(status.reasonPhrase)",
      hint: "check pip's settings, and try what it says itself: python3 -m pip config list",
      cause: WebAddress.withoutUser(address))
  }
}

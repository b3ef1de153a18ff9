import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import RoostModel

/// A GET request that may be redirected.
struct FollowedRequest: Sendable {
  /// May hold a user name and a password; they are sent to this origin only.
  var address: String
  /// Sent along with every redirect.
  var headers: HTTPHeaders = [:]
  /// Sent to the first origin only.
  var ownHeaders: HTTPHeaders = [:]
  var patience: TimeAmount

  /// The head of the answer that is no redirect, and where it came from.
  func run(with client: HTTPClient) async throws -> (response: HTTPClientResponse, address: String) {
    let start = WebAddress.withoutUser(address)
    var place = start
    var followed = 0
    while true {
      let response = try await client.execute(
        request(to: place, isOwn: RedirectRule.isSameOrigin(start, place)), timeout: patience)
      let location = response.headers.first(name: "Location")
      let next = try RedirectRule.next(after: response.status.code, location: location, from: place, followed: followed)
      guard let next else { return (response, place) }
      place = next
      followed += 1
    }
  }

  private func request(to place: String, isOwn: Bool) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: place)
    request.headers = headers
    request.headers.replaceOrAdd(name: "User-Agent", value: "roost/\(RoostVersion.current)")
    guard isOwn else { return request }
    request.headers.add(contentsOf: ownHeaders)
    if let (user, password) = WebAddress.user(of: address) { request.setBasicAuth(username: user, password: password) }
    return request
  }
}

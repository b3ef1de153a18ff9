import Crypto
import FoundationEssentials
import NIOHTTP1
import RoostCatalog
import RoostModel

/// One repository of a registry, over the OCI distribution protocol.
struct Registry: Sendable {
  let host: String
  let repository: String
  let proxy: ProxySettings

  private static let longestManifest = 4 << 20

  /// A registry of this machine may speak without TLS.
  private var base: String {
    let isHere = host.hasPrefix("127.0.0.1:") || host.hasPrefix("localhost:") || host.hasPrefix("[::1]:")
    return "\(isHere ? "http" : "https")://\(host)/v2/\(repository)"
  }

  func blob(_ digest: String) -> String { "\(base)/blobs/\(digest)" }

  /// Headers that let one read the repository; asked of the registry by asking it for a tag.
  func access(for tag: String) async throws(Problem) -> HTTPHeaders {
    let answer = try await ask("\(base)/manifests/\(tag)", [:])
    guard answer.status == 401 else { return [:] }
    guard let challenge = answer.headers["WWW-Authenticate"].lazy.compactMap(BearerChallenge.init).first else {
      throw failed("it wants a password", at: "\(base)/manifests/\(tag)")
    }
    guard base.hasPrefix("http://") || challenge.realm.hasPrefix("https://") else {
      throw failed("it sends for a token to an address that is not protected", at: challenge.realm)
    }
    let page = try await WebPage(address: challenge.address, proxy: proxy, limit: Registry.longestManifest).fetch()
    guard let token = Token.read(page) else { throw failed("its token cannot be read", at: challenge.realm) }
    return ["Authorization": "Bearer \(token)"]
  }

  /// The image for this machine behind a tag, and its digest.
  func image(_ tag: String, _ access: HTTPHeaders) async throws(Problem) -> (manifest: ImageManifest, digest: String) {
    let (first, digest) = try await manifest(tag, access)
    guard first.manifests != nil else { return (first, digest) }
    guard let own = first.image() else {
      throw failed("it has no image for linux on \(ImageManifest.architecture)", at: "\(base)/manifests/\(tag)")
    }
    return try await manifest(own.digest, access)
  }

  /// `reference` is a tag or a digest; what a digest names must have it.
  private func manifest(_ reference: String, _ access: HTTPHeaders) async throws(Problem) -> (ImageManifest, String) {
    let address = "\(base)/manifests/\(reference)"
    let answer = try await ask(address, access)
    guard answer.status == 200 else { throw failed("the server answered \(answer.status)", at: address) }
    let digest = "sha256:" + HexText.of(SHA256.hash(data: answer.body))
    guard !reference.hasPrefix("sha") || reference == digest else {
      throw Problem(
        .downloadCorrupt, "\(address) is not what its digest says",
        hint: "run the command again; if it stays so, check the proxy",
        cause: digest)
    }
    do {
      return (try JSONDecoder().decode(ImageManifest.self, from: Data(answer.body)), digest)
    } catch {
      throw failed("its answer is no manifest", at: address)
    }
  }

  private func ask(_ address: String, _ access: HTTPHeaders) async throws(Problem) -> WebPage.Answer {
    var headers = access
    headers.add(name: "Accept", value: ImageManifest.accept)
    return try await WebPage(address: address, proxy: proxy, headers: headers, limit: Registry.longestManifest).ask()
  }

  /// Servers of tokens use one name or the other.
  private struct Token: Decodable {
    var token: String?
    var accessToken: String?

    enum CodingKeys: String, CodingKey {
      case token
      case accessToken = "access_token"
    }

    static func read(_ page: [UInt8]) -> String? {
      guard let read = try? JSONDecoder().decode(Token.self, from: Data(page)), let text = read.token ?? read.accessToken,
        text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      else { return nil }
      return text
    }
  }

  private func failed(_ why: String, at address: String) -> Problem {
    Problem(
      .downloadFailed, "the registry \(host) does not give \(repository): \(why)",
      hint: "check the connection, then run the command again; behind a proxy: export HTTPS_PROXY=http://HOST:PORT",
      cause: address)
  }
}

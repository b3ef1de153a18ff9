import AsyncHTTPClient
import NIOCore
import RoostModel

/// The Python package indexes this machine's pip is set up to use.
struct PackageIndex: Sendable {
  /// From this process's variables; pip's own proxy setting is stronger.
  var proxy = ProxySettings()
  let pip: PipAnswers

  private static let pageLimit = 64 << 20
  private static let patience = TimeAmount.seconds(30)

  /// Everything offered under the package's name, addresses made absolute.
  func files(of package: String) async throws(Problem) -> [IndexFile] {
    let settings = try await pip.settings()
    let name = PackageIndex.normalized(package)
    var files: [IndexFile] = []
    var answered = false
    for index in settings.indexes {
      let base = index.hasSuffix("/") ? index : index + "/"
      guard let found = try await page(base + name + "/", through: settings.proxy) else { continue }
      answered = true
      files += found
    }
    guard answered else {
      throw Problem(
        .runtimeVersionUnavailable, "the Python package index has no '\(package)'",
        hint: "check which index pip uses: python3 -m pip config list")
    }
    return files
  }

  /// PEP 503: names are compared in lower case, with runs of `-`, `_` and `.` as one `-`.
  static func normalized(_ name: String) -> String {
    name.lowercased().split { "-_.".contains($0) }.joined(separator: "-")
  }

  /// `nil` when the index does not have the page.
  private func page(_ address: String, through own: ProxySettings.Server?) async throws(Problem) -> [IndexFile]? {
    guard case .web(let scheme, let host) = ArtifactLocation(url: address) else { throw unusable(address) }
    do {
      return try await HTTPClient.withDownloads(through: own ?? proxy.server(scheme: scheme, host: host)) { client in
        try await PageRequest(address: address, limit: PackageIndex.pageLimit, patience: PackageIndex.patience).run(with: client)
      }
    } catch let problem as Problem {
      throw problem
    } catch is CancellationError {
      throw Problem.unexpected(CancellationError(), during: "asking the package index")
    } catch {
      throw silent(address, cause: FetchInterruption(error).reason)
    }
  }

  private func unusable(_ address: String) -> Problem {
    Problem(
      .downloadFailed, "the package index pip uses has no http address",
      hint: "set one that has: python3 -m pip config set global.index-url URL",
      cause: WebAddress.withoutUser(address))
  }

  private func silent(_ address: String, cause: String) -> Problem {
    Problem(
      .downloadFailed, "the Python package index does not answer",
      hint:
        "check the connection and pip's settings: python3 -m pip config list; behind a proxy: export HTTPS_PROXY=http://HOST:PORT",
      cause: "\(WebAddress.withoutUser(address))\n\(cause)")
  }
}

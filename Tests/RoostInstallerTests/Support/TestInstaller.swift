import Foundation
import Logging
import RoostCatalog
import RoostInstaller
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage
import Testing

/// Progress as it came.
final class Events: Sendable {
  private let list = Mutex<[ProgressEvent]>([])
  var all: [ProgressEvent] { list.withLock { $0 } }
  var sink: ProgressSink { { event in self.list.withLock { $0.append(event) } } }
  var stages: [String] { all.compactMap { if case .stage(let name, _) = $0 { name } else { nil } } }
  var warnings: [String] { all.compactMap { if case .warning(let text) = $0 { text } else { nil } } }
}

extension Tag {
  /// Uses real packages from the network; takes many seconds.
  @Tag static var real: Self
}

enum TestInstaller {
  static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// Runs programs of the top layer as they lie there, without a root.
  static let plainVerifier: LayerVerifier = { request throws(Problem) in
    guard let top = request.stack.last else { throw Problem(.internal, "no layer", hint: "none") }
    var command = ExternalCommand(
      top.appending("usr/local/bin").appending(request.command[0]).string, Array(request.command.dropFirst()))
    for (name, value) in request.variables { command.variables[name] = value }
    let result = try await command.run()
    return VerifyOutput(status: result.status, standardOutput: result.standardOutput, standardError: result.standardError)
  }

  /// An installer of the tiny runtime, with pip asking only `server`.
  static func tiny(
    home: FilePath, server: FaultyServer, catalogue: Catalogue? = nil, verifier: @escaping LayerVerifier = plainVerifier
  ) async throws -> Installer {
    var options = InstallerOptions()
    options.pipVariables = [
      "PIP_INDEX_URL": server.base + "/simple", "PIP_CONFIG_FILE": "/dev/null", "PIP_FIND_LINKS": "", "PIP_NO_CACHE_DIR": "1",
    ]
    let installer = Installer(
      home: home, catalogue: try catalogue ?? TinyIndex.catalogue(), options: options, logger: logger, verifier: verifier)
    try await installer.open()
    return installer
  }
}

extension LayerStore {
  /// Nothing half-made is visible, and nothing is left over.
  func expectClean(layers: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let scan = try await scan()
    #expect(scan.layers.count == layers, sourceLocation: sourceLocation)
    #expect(scan.broken.isEmpty, sourceLocation: sourceLocation)
    #expect(try FileManager.default.contentsOfDirectory(atPath: paths.temporary.string) == [], sourceLocation: sourceLocation)
  }
}

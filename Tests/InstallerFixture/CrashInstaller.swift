import Logging
import RoostCatalog
package import RoostInstaller
package import RoostModel
import RoostSystem
package import SystemPackage

/// Installers of three tiny runtimes made of one wheel: `tiny`, and `left` and `right`, which stand on it.
package enum CrashInstaller {
  package static func make(
    home: FilePath, index: String, change: (inout InstallerOptions) -> Void = { _ in }
  ) throws(Problem) -> Installer {
    var options = InstallerOptions()
    options.pipVariables = [
      "PIP_INDEX_URL": index, "PIP_CONFIG_FILE": "/dev/null", "PIP_FIND_LINKS": "", "PIP_NO_CACHE_DIR": "1",
    ]
    change(&options)
    return Installer(
      home: home, catalogue: try catalogue(), options: options, logger: Logger(label: "probe") { _ in SwiftLogNoOpLogHandler() },
      verifier: verifier)
  }

  private static func catalogue() throws(Problem) -> Catalogue {
    var entries: [CatalogueEntry] = []
    for name in ["tiny", "left", "right"] {
      guard let id = RuntimeID(name), let tiny = RuntimeID("tiny") else {
        throw Problem(.internal, "\(name) is no name", hint: "none")
      }
      var entry = CatalogueEntry(
        id: id, title: name, scheme: .semver,
        source: .wheel(WheelSource(package: "tiny-tool", subtree: "tiny", destination: "usr/local", skip: ["share/**"])))
      if id != tiny { entry.requires = [tiny] }
      entry.variables = ["NAME": name]
      entry.verify = [VerifyStep(run: ["tiny"], expect: .line("tiny {version}"))]
      entries.append(entry)
    }
    return Catalogue(entries)
  }

  /// Runs the program of the topmost layer as it lies there, after a look at what should be below it.
  private static let verifier: LayerVerifier = { request throws(Problem) in
    guard let top = request.stack.last else { throw Problem(.internal, "no layer", hint: "none") }
    for tree in request.stack {
      try await ExternalCommand("test", ["-x", tree.appending("usr/local/bin/tiny").string]).succeed()
    }
    let result = try await ExternalCommand(top.appending("usr/local/bin/tiny").string, []).run()
    return VerifyOutput(status: result.status, standardOutput: result.standardOutput, standardError: result.standardError)
  }
}

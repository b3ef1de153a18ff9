import Foundation
import Logging
import RoostCatalog
import RoostInstaller
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage

/// Installs the tests' tiny runtime, writes a line for each progress event, and kills itself as `kill -9` does.
///
/// Arguments: a home directory, the address of a package index, the number of the event at which it dies, and how many
/// microseconds after that.
@main struct InstallerCrashProbe {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let id = RuntimeID("tiny"), let last = Int(arguments[3]), let delay = UInt32(arguments[4]) else {
      exit(2)
    }
    var entry = CatalogueEntry(
      id: id, title: "Tiny", scheme: .semver,
      source: .wheel(WheelSource(package: "tiny-tool", subtree: "tiny", destination: "usr/local", skip: ["share/**"])))
    entry.verify = [VerifyStep(run: ["tiny"], expect: .line("tiny {version}"))]
    var options = InstallerOptions()
    options.pipVariables = [
      "PIP_INDEX_URL": arguments[2], "PIP_CONFIG_FILE": "/dev/null", "PIP_FIND_LINKS": "", "PIP_NO_CACHE_DIR": "1",
    ]
    let installer = Installer(
      home: FilePath(arguments[1]), catalogue: Catalogue([entry]), options: options,
      logger: Logger(label: "probe") { _ in SwiftLogNoOpLogHandler() }
    ) { request throws(Problem) in
      guard let tree = request.stack.last else { throw Problem(.internal, "no layer", hint: "none") }
      let result = try await ExternalCommand(tree.appending("usr/local/bin/tiny").string, []).run()
      return VerifyOutput(status: result.status, standardOutput: result.standardOutput, standardError: result.standardError)
    }
    try await installer.open()
    let count = Mutex(0)
    _ = try await installer.install(["tiny"]) { event in
      FileHandle.standardOutput.write(Data("\(event)\n".utf8))
      if count.withLock({
        $0 += 1
        return $0
      }) == last {
        die(after: delay)
      }
    }
    FileHandle.standardOutput.write(Data("installed\n".utf8))
  }

  private static func die(after delay: UInt32) {
    guard delay > 0 else {
      kill(getpid(), SIGKILL)
      return
    }
    Thread.detachNewThread {
      // The moment of the fault is what is varied; nothing waits for it.
      usleep(delay)
      kill(getpid(), SIGKILL)
    }
  }
}

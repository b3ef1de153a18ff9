import Foundation
package import SystemPackage

/// Where the build puts executables: beside the test bundle.
package enum TestExecutables {
  package static let directory: FilePath = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var directory = FilePath(bundle)
    while let name = directory.lastComponent {
      directory.removeLastComponent()
      if name.string.hasSuffix(".xctest") { break }
    }
    return directory
  }()

  /// `ROOST_TEST_AGENT`, or `roost-agent` from this build.
  package static let agent =
    ProcessInfo.processInfo.environment["ROOST_TEST_AGENT"].map { FilePath($0) } ?? directory.appending("roost-agent")
}

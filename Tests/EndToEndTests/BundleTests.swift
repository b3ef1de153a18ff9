import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// Real runtimes in one file, on a machine whose network is unplugged.
  @Suite struct BundleTests {
    @Test func aMachineWithoutNetworkInstallsAndRunsAllOfIt() async throws {
      try await withDirectory { directory in
        let bundle = directory + "/web.roost"
        let online = Machine(home: RoostFixture.sharedHome)
        let created = try await online.roost("bundle", "create", "web", "ruby", "-o", bundle, "--json")
        #expect(created.status == 0, "\(created.errors)")
        let report = try await online.roost("bundle", "verify", bundle, "--json").last(BundleReport.self)
        #expect(report.trusted)

        let offline = Machine(home: directory + "/home", prefix: ["unshare", "--net"])
        let refused = try await offline.roost("bundle", "install", bundle)
        #expect(refused.status == 5 && refused.errors.contains("--trust \(report.signer)"), "\(refused.errors)")
        #expect(
          try await offline.roost("runtime", "list", "--json").decoded([RuntimeSummary].self).allSatisfy(\.installed.isEmpty))

        let installed = try await offline.roost("bundle", "install", bundle, "--trust", report.signer, "--json")
        #expect(installed.status == 0, "\(installed.errors)")
        let names = Set(try installed.last(InstallResult.self).layers.map(\.runtime.text))
        #expect(names.isSuperset(of: ["debian", "nodejs", "python", "ruby"]))

        #expect(try await offline.output("nodejs", "node", "-p", "6 * 7") == "42\n")
        #expect(try await offline.output("python", "python3", "-c", "import ssl; print(6 * 7)") == "42\n")
        #expect(try await offline.output("ruby", "ruby", "-e", "require 'openssl'; puts 6 * 7") == "42\n")
      }
    }

    @Test func theActionsFindWhatIsLaidOut() async throws {
      try await withDirectory { directory in
        let machine = Machine(home: RoostFixture.sharedHome)
        let wanted = try await machine.roost("runtime", "install", "nodejs", "python")
        #expect(wanted.status == 0, "\(wanted.errors)")
        let entries = try await machine.roost("toolcache", "link", directory + "/tools", "--json").decoded([ToolCacheEntry].self)
        let node = try #require(entries.first { $0.tool == "node" })
        let python = try #require(entries.first { $0.tool == "Python" })
        let script = directory + "/find.js"
        try Self.finder.write(toFile: script, atomically: true, encoding: .utf8)
        let major = node.version.prefix { $0 != "." }
        let minor = python.version.split(separator: ".").prefix(2).joined(separator: ".")
        let found = try await TestProcess(
          node.path + "/bin/node", [script, "node", "\(major)", "Python", "\(minor)", "node", "7", "go", "1.x"],
          variables: ["RUNNER_TOOL_CACHE": directory + "/tools"]
        ).finish()
        #expect(found.output == "\(node.path)\n\(python.path)\n\n\n", "\(found.errors)")

        // What setup-python sets up, and what a job does next.
        let installing = try await TestProcess(
          python.path + "/bin/python", ["-c", "import ssl, sqlite3, ctypes, lzma, sys; print(sys.prefix)"],
          variables: ["LD_LIBRARY_PATH": python.path + "/lib"]
        ).finish()
        #expect(installing.output == python.path + "\n", "\(installing.errors)")
        let npm = try await TestProcess(
          "/usr/bin/env", ["npm", "prefix", "-g"],
          variables: ["PATH": "\(node.path)/bin:/usr/bin:/bin", "HOME": directory]
        ).finish()
        #expect(npm.output == node.path + "\n", "\(npm.errors)")
      }
    }

    /// Looks for versions as the actions do: directories named by semantic versions, only those with a marker beside them, the
    /// highest that fits. Takes tool and version in turn.
    private static let finder = """
      const fs = require('node:fs'), os = require('node:os'), path = require('node:path')
      const parse = text => /^(\\d+)\\.(\\d+)\\.(\\d+)(?:-([0-9A-Za-z.-]+))?$/.exec(text)
      const fits = (version, wanted) => wanted.split('.').every((part, at) => part === 'x' || part === version[at + 1])
      function find(tool, wanted) {
        const root = path.join(process.env.RUNNER_TOOL_CACHE, tool)
        if (!fs.existsSync(root)) return ''
        const whole = name => {
          const place = path.join(root, name, os.arch())
          return fs.existsSync(place) && fs.existsSync(place + '.complete')
        }
        const versions = fs.readdirSync(root).filter(name => parse(name) && whole(name)).map(parse)
          .filter(version => !version[4] && fits(version, wanted))
          .sort((a, b) => a[1] - b[1] || a[2] - b[2] || a[3] - b[3])
        return versions.length ? path.join(root, versions.at(-1)[0], os.arch()) : ''
      }
      for (let at = 2; at < process.argv.length; at += 2) console.log(find(process.argv[at], process.argv[at + 1]))
      """

    /// A home, and what its commands are run through.
    private struct Machine {
      var home: String
      var prefix: [String] = []

      func roost(_ arguments: String...) async throws -> CommandOutput {
        try await TestProcess(
          "/usr/bin/env", prefix + [RoostFixture.executable] + arguments, variables: ["ROOST_HOME": home, "NO_COLOR": "1"]
        ).finish()
      }

      /// What a program with a runtime prints.
      func output(_ runtime: String, _ command: String...) async throws -> String {
        let result = try await TestProcess(
          "/usr/bin/env", prefix + [RoostFixture.executable, "run", runtime, "--"] + command,
          variables: ["ROOST_HOME": home, "NO_COLOR": "1"], directory: "/tmp"
        ).finish()
        #expect(result.status == 0, "\(result.errors)")
        return result.output
      }
    }

    private func withDirectory(_ body: (String) async throws -> Void) async throws {
      let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
        "roost-bundle-\(UInt32.random(in: 1 ... .max))")
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: directory) }
      try await body(directory.path)
    }
  }
}

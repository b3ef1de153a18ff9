import Glibc
import Logging
import RoostCatalog
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import SystemPackage

/// Looks at this machine for everything Roost needs, and says how to get what is missing.
struct Doctor: Sendable {
  var settings: Settings
  var searchPath: String

  func examine() async -> [DoctorFinding] {
    var findings = [user]
    findings += tools
    if geteuid() != 0 { findings += rootlessBase }
    findings += await strategy()
    findings += disk
    findings.append(catalogue)
    return findings
  }

  private var user: DoctorFinding {
    geteuid() == 0
      ? DoctorFinding(.ok, "running as root: apps get users of their own")
      : DoctorFinding(.warning, "not root: apps run as this user, without limits or outbound network", remedy: "sudo roost serve")
  }

  private var tools: [DoctorFinding] {
    let needed = [
      ("mmdebstrap", "making the base layer"), ("python3", "finding wheels with pip"), ("apt-get", "Debian packages"),
      ("dpkg-deb", "unpacking Debian packages"), ("tar", "unpacking bases and packages"), ("xz", "unpacking archives"),
    ]
    return needed.map { RequiredTool.finding($0.0, neededFor: $0.1, searchPath: searchPath) }
  }

  private var rootlessBase: [DoctorFinding] {
    let tool = RequiredTool.finding("newuidmap", neededFor: "making the base layer without root", searchPath: searchPath)
    guard let obstacle = SubordinateNumbers.obstacle() else { return [tool] }
    return [tool, DoctorFinding(.error, obstacle.message, remedy: obstacle.hint)]
  }

  private func strategy() async -> [DoctorFinding] {
    do throws(Problem) {
      let agent = try await AgentExecutable(home: settings.homePath).locate()
      let report = await SandboxStrategy(
        SandboxConfiguration(home: settings.homePath, agent: agent), logger: .init(label: "roost.doctor")
      ).probe()
      return report.findings.map { finding in
        let severity: DoctorFinding.Severity = finding.passed ? .ok : report.isUsable ? .warning : .error
        return DoctorFinding(severity, finding.what, remedy: finding.passed ? nil : finding.remedy)
      }
    } catch {
      return [DoctorFinding(.error, error.message, remedy: error.hint)]
    }
  }

  private var disk: [DoctorFinding] {
    do throws(Problem) {
      var path = settings.homePath
      while !FileLook.isDirectory(path.string), path.lastComponent != nil { path.removeLastComponent() }
      let free = try DiskSpace.at(path).free
      let enough = free >= ByteCount.megabytes(2_000)
      return [
        DoctorFinding(
          enough ? .ok : .warning, "\(free) free for \(settings.home.path)",
          remedy: enough ? nil : "free some space, or use a larger disk: ROOST_HOME=DIR")
      ]
    } catch {
      return [DoctorFinding(.error, error.message, remedy: error.hint)]
    }
  }

  private var catalogue: DoctorFinding {
    do throws(Problem) {
      let catalogue = try Parts.makeCatalogue()
      return DoctorFinding(.ok, "the catalogue has \(catalogue.entries.count) runtimes")
    } catch {
      return DoctorFinding(.error, error.message, remedy: error.hint)
    }
  }
}

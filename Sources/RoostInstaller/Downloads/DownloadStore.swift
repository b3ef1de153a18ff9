import RoostModel
import SystemPackage

struct DownloadStore: Sendable {
  let paths: StorePaths
  let options: InstallerOptions
  let progress: ProgressSink
}

import RoostCatalog
import RoostModel

extension Cost {
  /// What the catalogue says.
  init(_ estimate: InstallEstimate) {
    self.init(download: estimate.download, disk: estimate.disk, seconds: estimate.seconds, learned: false)
  }
}

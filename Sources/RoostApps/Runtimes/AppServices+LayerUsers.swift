import RoostInstaller
import RoostModel
import RoostStore

extension AppServices {
  /// Which apps run on a layer, by the database alone: enough to keep a layer that is to be taken back.
  var layerUsers: AppControl {
    var control = AppControl.none
    let store = store
    control.users = { (layer) async throws(Problem) in
      try await store.users(of: layer.name).map { AppUse(app: $0.text, state: .stopped, version: layer.version) }
    }
    return control
  }
}

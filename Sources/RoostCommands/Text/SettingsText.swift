import RoostModel

/// The daemon's settings as a person reads them.
struct SettingsText {
  let settings: [SettingDetail]

  func text(_ style: TextStyle) -> String {
    guard !settings.isEmpty else { return "All settings are the defaults: roost settings\n" }
    let rows = settings.map { setting in
      [
        TextTable.Cell(setting.key) { setting.isDefault ? $0 : style.bold($0) },
        TextTable.Cell(setting.value.isEmpty ? "-" : CleanText.line(setting.value)),
        TextTable.Cell(setting.isDefault ? "default" : "set") { setting.isDefault ? style.dim($0) : $0 },
        TextTable.Cell(setting.variable) { style.dim($0) },
      ]
    }
    return TextTable(heading: ["SETTING", "VALUE", "", "VARIABLE"], rows: rows).text(style)
  }
}

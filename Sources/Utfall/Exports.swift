// Who imports Utfall sees the values that go in and come out without a second import.
@_exported public import OutcomesModel
@_exported public import Settlement
@_exported public import PluginHost

; The installer for Windows, made by Inno Setup 6: iscc /DVersion=... /DFolder=... inkstone.iss
; It installs for the person alone, so that no administrator is needed, and never touches data.

[Setup]
AppId={{6B0C7C1D-5C0F-4E0A-9E0B-1A5F5D0E4C57}
AppName=Inkstone
AppVersion={#Version}
AppVerName=Inkstone {#Version}
AppPublisher=The Inkstone developers
DefaultDirName={autopf}\Inkstone
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
CloseApplications=yes
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
UninstallDisplayIcon={app}\inkstone.exe

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
#define Chinese FileExists(CompilerPath + "Languages\ChineseSimplified.isl")
#if Chinese
Name: "zh"; MessagesFile: "compiler:Languages\ChineseSimplified.isl"
#endif

[CustomMessages]
en.Kept=Inkstone is removed. What you wrote, your settings and models stay in %1. Delete that folder if you want them gone.
en.Newer=Inkstone %1 is installed, which is newer. An older Inkstone cannot open the data of a newer one. Nothing was changed.
en.Gguf=Open .gguf models with Inkstone
#if Chinese
zh.Kept=Inkstone 已卸载。您写的内容、设置和模型仍在 %1 中。如不再需要，可删除该文件夹。
zh.Newer=已安装较新的 Inkstone %1。旧版无法打开新版的数据，因此未作任何改动。
zh.Gguf=用 Inkstone 打开 .gguf 模型
#endif

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "gguf"; Description: "{cm:Gguf}"

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Inkstone"; Filename: "{app}\inkstone.exe"
Name: "{autodesktop}\Inkstone"; Filename: "{app}\inkstone.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.gguf"; Flags: uninsdeletekeyifempty; Tasks: gguf
Root: HKA; Subkey: "Software\Classes\.gguf\OpenWithProgids"; ValueType: string; ValueName: "Inkstone.gguf"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: gguf
Root: HKA; Subkey: "Software\Classes\Inkstone.gguf"; ValueType: string; ValueData: "GGUF model"; Flags: uninsdeletekey; Tasks: gguf
Root: HKA; Subkey: "Software\Classes\Inkstone.gguf\DefaultIcon"; ValueType: string; ValueData: "{app}\inkstone.exe,0"; Tasks: gguf
Root: HKA; Subkey: "Software\Classes\Inkstone.gguf\shell\open\command"; ValueType: string; ValueData: """{app}\inkstone.exe"" ""%1"""; Tasks: gguf

[Run]
Filename: "{app}\inkstone.exe"; Description: "{cm:LaunchProgram,Inkstone}"; Flags: nowait postinstall skipifsilent

[Code]
{ The n-th number of a version, as in 1.10.2. }
function Part(Version: String; Index: Integer): Integer;
begin
  while (Index > 0) and (Pos('.', Version) > 0) do
  begin
    Delete(Version, 1, Pos('.', Version));
    Index := Index - 1;
  end;
  if Index > 0 then
    Version := '0';
  if Pos('.', Version) > 0 then
    Version := Copy(Version, 1, Pos('.', Version) - 1);
  Result := StrToIntDef(Version, 0);
end;

function IsNewer(const Version, Than: String): Boolean;
var At: Integer;
begin
  Result := False;
  for At := 0 to 2 do
    if Part(Version, At) <> Part(Than, At) then
    begin
      Result := Part(Version, At) > Part(Than, At);
      Exit;
    end;
end;

function InitializeSetup: Boolean;
var Present: String;
begin
  Result := True;
  if RegQueryStringValue(HKA, 'Software\Microsoft\Windows\CurrentVersion\Uninstall\{6B0C7C1D-5C0F-4E0A-9E0B-1A5F5D0E4C57}_is1', 'DisplayVersion', Present)
    and IsNewer(Present, '{#Version}') then
  begin
    SuppressibleMsgBox(FmtMessage(CustomMessage('Newer'), [Present]), mbError, MB_OK, IDOK);
    Result := False;
  end;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if Step = usPostUninstall then
    SuppressibleMsgBox(FmtMessage(CustomMessage('Kept'), [ExpandConstant('{localappdata}\Inkstone')]), mbInformation, MB_OK, IDOK);
end;

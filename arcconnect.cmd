@echo off
rem Runs the arcconnect command. Builds it on first use and whenever a source has changed; needs a JDK 17 or newer and Maven.
rem The first start with a JDK also makes an archive of its classes, for faster ones. The same as ./arcconnect elsewhere.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"
set "here=%here:~0,-1%"
set "target=%here%\cli\target"
set "jar=%target%\arcconnect.jar"
set "main=io.arcconnect.cli.ArcConnectCommand"
set "lock=%target%\launcher.lock"
rem What was built, to compare with: robocopy tells without copying whether anything differs.
set "built=%target%\launcher.built"
set "same=/E /XD .git target test docs examples benchmarks /NJH /NJS /NFL /NDL /NP"

rem The JDK, and what its release file says of itself. Without that file everything works but the archive.
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not defined JAVA_HOME for %%j in (java.exe) do set "java=%%~$PATH:j"
if not exist "%java%" (
  echo arcconnect: no java found; install a JDK 17 or newer, or set JAVA_HOME>&2
  exit /b 255
)
for %%j in ("%java%") do set "jdk=%%~dpj.."
for %%j in ("%jdk%") do set "jdk=%%~fj"
set "version="
if exist "%jdk%\release" for /f "usebackq tokens=2 delims==" %%v in (`findstr /b JAVA_RUNTIME_VERSION "%jdk%\release"`) do set "version=%%~v"
for /f "delims=.+- tokens=1" %%m in ("%version%") do if %%m lss 17 (
  echo arcconnect: %java% is Java %version%; install a JDK 17 or newer, or set JAVA_HOME>&2
  exit /b 255
)
set "archive=%target%\start\%jdk::=%\%version%.jsa"

call :is_stale && goto prepare
call :wants_archive && goto prepare
goto run

:prepare
if not exist "%target%" mkdir "%target%" 2>nul
set /a waited=0
:wait
mkdir "%lock%" 2>nul && goto locked
set /a waited+=1
if %waited% gtr 600 (
  echo arcconnect: another arcconnect has been building for long; if it has not, remove %lock%>&2
  exit /b 255
)
ping -n 2 127.0.0.1 >nul
goto wait
:locked
set "failed="
call :is_stale && call :build
if not defined failed call :wants_archive && call :make_archive
rmdir /s /q "%lock%" 2>nul
if defined failed exit /b 255

:run
rem A command that only prints is over before the second compiler is of use; one that carries bytes needs it.
set "compilers=-XX:+TieredCompilation"
set "first=%~1"
if not defined first set "compilers=-XX:TieredStopAtLevel=1"
if "%first:~0,1%"=="-" set "compilers=-XX:TieredStopAtLevel=1"
if "%~1"=="help" set "compilers=-XX:TieredStopAtLevel=1"
if "%~1"=="completion" set "compilers=-XX:TieredStopAtLevel=1"
if "%~1"=="proxy" set "compilers=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx160m"
if "%~2"=="-h" set "compilers=-XX:TieredStopAtLevel=1"
if "%~2"=="--help" set "compilers=-XX:TieredStopAtLevel=1"
rem What ssh-config has ssh call.
set "ARCCONNECT_LAUNCHER=%~f0"
set "shared="
if exist "%archive%" set shared=-Xshare:auto "-XX:SharedArchiveFile=%archive%"
"%java%" %shared% -Xlog:disable %compilers% --enable-native-access=ALL-UNNAMED -Djava.net.useSystemProxies=true -cp "%jar%" %main% %*
exit /b %errorlevel%

:is_stale
if not exist "%jar%" exit /b 0
if not exist "%built%" exit /b 0
robocopy "%here%" "%built%" *.java *.properties pom.xml %same% /L >nul
if errorlevel 1 exit /b 0
exit /b 1

rem The note beside an archive says for which jar it was made, or that it could not be made.
:wants_archive
if not defined version exit /b 1
for %%j in ("%jar%") do set "wanted=%%~fj %%~zj %%~tj"
set "made="
if exist "%archive%.of" set /p made=<"%archive%.of"
if "%made%"=="%wanted%" exit /b 1
exit /b 0

:build
where mvn >nul 2>nul || (
  echo arcconnect: no mvn found; install Maven 3.8.7 or newer>&2
  set "failed=yes"
  exit /b 1
)
echo arcconnect: building ^(about a minute the first time^) ...>&2
rem First what is built, so that what changes meanwhile differs from it.
robocopy "%here%" "%lock%\built" *.java *.properties pom.xml %same% >nul
pushd "%here%"
call mvn -B -ntp -q -pl cli -am -Dmaven.test.skip=true package >"%lock%\log" 2>&1 <nul
set "status=%errorlevel%"
popd
if not "%status%"=="0" (
  type "%lock%\log" >&2
  echo arcconnect: the build failed; see above>&2
  set "failed=yes"
  exit /b 1
)
rmdir /s /q "%built%" 2>nul
move "%lock%\built" "%built%" >nul
exit /b 0

rem A static archive, because picocli's classes are too old for what -XX:ArchiveClassesAtExit keeps.
:make_archive
echo arcconnect: preparing faster starts ^(once for this JDK^) ...>&2
for %%a in ("%archive%") do mkdir "%%~dpa" 2>nul
set "options=--enable-native-access=ALL-UNNAMED -Djava.net.useSystemProxies=true"
"%java%" %options% -cp "%jar%" %main% emulator --machine linux:lin-01 -- "%java%" "-XX:DumpLoadedClassList=%lock%\classes" %options% -cp "%jar%" io.arcconnect.cli.Training >"%lock%\log" 2>&1 <nul
if not errorlevel 1 "%java%" -Xshare:dump "-XX:SharedClassListFile=%lock%\classes" "-XX:SharedArchiveFile=%lock%\archive" -cp "%jar%" >>"%lock%\log" 2>&1 <nul
del /q "%archive%" 2>nul
if exist "%lock%\archive" move /y "%lock%\archive" "%archive%" >nul 2>nul
>"%archive%.of" echo %wanted%
exit /b 0

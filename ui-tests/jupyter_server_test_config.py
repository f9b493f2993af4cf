"""Server for the browser tests: loopback only, no token, never for real use."""
import os
from tempfile import mkdtemp

c = get_config()  # noqa: F821
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.port = int(os.environ.get("SPILLWAY_PORT", "18999"))
c.ServerApp.port_retries = 0
c.ServerApp.open_browser = False
c.ServerApp.log_level = "WARN"
c.ServerApp.allow_root = True
c.ServerApp.root_dir = mkdtemp(prefix="spillway-ui-")
c.IdentityProvider.token = ""
c.ServerApp.disable_check_xsrf = True
c.LabApp.expose_app_in_browser = True
c.JupyterNotebookApp.expose_app_in_browser = True
c.LabApp.workspaces_dir = mkdtemp(prefix="spillway-ws-")
c.LabApp.user_settings_dir = mkdtemp(prefix="spillway-set-")
c.LabApp.news_url = None

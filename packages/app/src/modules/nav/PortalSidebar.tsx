import {
  Link,
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import type { NavContentComponentProps } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import type { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';
import MenuIcon from '@material-ui/icons/Menu';
import SearchIcon from '@material-ui/icons/Search';

const useStyles = makeStyles((theme: BackstageTheme) => ({
  logo: {
    display: 'flex',
    alignItems: 'center',
    height: 64,
    paddingLeft: (sidebarConfig.drawerWidthClosed - 28) / 2,
    color: theme.palette.navigation.selectedColor,
    whiteSpace: 'nowrap',
    '& svg': { flex: 'none', marginRight: theme.spacing(1.5) },
  },
}));

function Logo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={classes.logo}
      color="inherit"
      aria-label="Home"
    >
      <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
        <path
          d="M2 15h5l3-9 5 16 4-11 2 4h5"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {isOpen && <strong>Pipeline portal</strong>}
    </Link>
  );
}

export function PortalSidebar(props: NavContentComponentProps) {
  const nav = props.navItems.withComponent(item => (
    <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
  ));
  // Search and notifications have entries of their own below; the graph is reached from an entity.
  nav.take('page:catalog-graph');
  nav.take('page:search');
  nav.take('page:notifications');
  return (
    <Sidebar>
      <Logo />
      <SidebarGroup label="Search" icon={<SearchIcon />} to="/search">
        <SidebarSearchModal />
      </SidebarGroup>
      <SidebarDivider />
      <SidebarGroup label="Menu" icon={<MenuIcon />}>
        {nav.take('page:catalog')}
        {nav.rest({ sortBy: 'title' })}
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <NotificationsSidebarItem />
      <SidebarGroup
        label="Settings"
        icon={<UserSettingsSignInAvatar />}
        to="/settings"
      >
        {nav.take('page:user-settings')}
      </SidebarGroup>
    </Sidebar>
  );
}
